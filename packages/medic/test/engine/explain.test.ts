import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { explainText, type ExplainRequest } from '../../src/engine/explain.ts';
import type { ExplainResult } from '../../src/model/index.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderExplanation } from '../../src/report/text/explain.ts';
import { PLAIN } from '../../src/report/text/style.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/explain.json', import.meta.url), 'utf8')) as object;

async function* one(text: string | Buffer): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}

async function explain(text: string | Buffer, hints: Omit<ExplainRequest, 'chunks'> = {}): Promise<ExplainResult> {
  const outcome = await explainText({ chunks: one(text), ...hints });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(new Validator(schema, '2020-12').validate(JSON.parse(renderJson(outcome.result))).errors).toEqual([]);
  return outcome.result;
}

const causesOf = async (text: string): Promise<readonly string[]> => (await explain(text)).causes.map(({ cause }) => cause);

const DESKTOP = '2026-04-01T08:00:00.000Z [notes]';
const WRAPPERS = `${DESKTOP} [info] Server transport closed unexpectedly, this is likely due to the process exiting early.\n${DESKTOP} [error] Server disconnected.\nMCP error -32000: Connection closed`;

describe('one cause', () => {
  it.each([
    ['spawn uvx ENOENT', 'command-not-on-client-path'],
    ["ModuleNotFoundError: No module named 'httpx'", 'python-module-missing'],
    ["npm error 404  '@example/nope@*' is not in this registry.", 'package-not-found'],
    ['Error: listen EADDRINUSE: address already in use :::3000', 'port-in-use'],
    ["error code: 'CERT_HAS_EXPIRED'", 'tls-cert-expired'],
  ])('%s beside wrapper lines', async (line, cause) => {
    for (const text of [`${DESKTOP} [info] Initializing server...\n${line}\n${WRAPPERS}`, `${WRAPPERS}\n${line}`])
      expect((await causesOf(text))[0]).toBe(cause);
  });

  it('is the same in UTF-16, with CRLF, colours, quoting, odd blanks, small letters, as JSON and escaped', async () => {
    const line = 'Error: connect ECONNREFUSED 127.0.0.1:8931';
    const forms: readonly (string | Buffer)[] = [
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`MCP\r\n${line}\r\n`, 'utf16le')]),
      `> ${line}\n> at node:net`,
      `\u001b[31m${line}\u001b[39m`,
      `\`\`\`\n${line}\n\`\`\``,
      JSON.stringify({ debug: `MCP server "notes": Connection failed: ${line}`, timestamp: '2026-01-01T00:00:00Z' }),
      JSON.stringify(`x\n${line}\ny`),
      `mcp ${line}`.toLowerCase(),
      line.replaceAll(' ', '\u00a0'),
      line.replace('ECONN', 'ECO\u200bNN'),
    ];
    for (const form of forms) expect((await explain(form)).causes[0]?.cause).toBe('server-not-running');
  });

  it('does not blame a config file for quotes that were curled on the way', async () => {
    const curled = 'Error: “spawn uvx ENOENT”\n“command”: “uvx”';
    expect((await explain(`MCP server ‘notes’ failed\n${curled}`)).causes[0]?.cause).toBe('command-not-on-client-path');
    expect((await explain('claude_desktop_config.json\n{ “mcpServers”: {} }')).causes[0]).toMatchObject({ cause: 'config-syntax', confidence: 'likely' });
  });

  it.each([
    'java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
    'curl: (60) SSL certificate problem: certificate has expired',
    'Readiness probe failed: dial tcp 10.42.0.7:8080: connect: connection refused',
    'TypeError: fetch failed\n    at async loadCart (/srv/shop/src/cart.js:14:15)\n  [cause]: Error: getaddrinfo ENOTFOUND api.example.invalid',
    'Error: redirect_uri_mismatch redirect_uri=http://localhost:3000/api/auth/callback/google',
  ])('leaves the words of another trade alone, in every dress: %s', async (text) => {
    for (const form of [text, `> ${text.replaceAll('\n', '\n> ')}`, text.toLowerCase(), text.replaceAll(' ', '\u00a0')])
      expect(await causesOf(form)).toEqual([]);
  });

  it.each([
    ['Der Befehl "uvx" ist entweder falsch geschrieben oder', 'command-not-installed'],
    ["'uvx' n'est pas reconnu en tant que commande interne", 'command-not-installed'],
    ["'uvx' 不是内部或外部命令，也不是可运行的程序", 'command-not-installed'],
    ["'uvx' は、内部コマンドまたは外部コマンド、", 'command-not-installed'],
    ["uvx' no se reconoce como un comando interno o externo,".replace(/^/u, "'"), 'command-not-installed'],
    [
      'HttpRequestException: Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte. (localhost:5001)',
      'server-not-running',
    ],
    ['由于目标计算机积极拒绝，无法连接。 (localhost:5001)', 'server-not-running'],
    ['bash: /home/USER/mcp/run.sh: Keine Berechtigung', 'file-permissions'],
  ])('in the language of the system: %s', async (text, cause) => {
    expect((await causesOf(text))[0]).toBe(cause);
  });

  it('names the lines of its evidence and falls in score', async () => {
    const { causes } = await explain(`first\nsecond\n${DESKTOP} [error] spawn npx ENOENT\nlast`);
    expect(causes[0]?.lines).toEqual([3, 3]);
    const scores = causes.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  it('has a check that settles it unless the text does', async () => {
    for (const text of [WRAPPERS, 'spawn npx ENOENT', 'SELF_SIGNED_CERT_IN_CHAIN']) {
      const { causes, decisive } = await explain(text);
      expect(causes.length).toBeGreaterThan(0);
      expect(causes[0]?.confidence === 'confirmed' || (decisive ?? '') !== '').toBe(true);
    }
  });

  it('takes hints of client and system', async () => {
    const { causes, understood } = await explain('spawn npx ENOENT', { client: 'cursor', platform: 'win32' });
    expect(understood).toMatchObject({ client: 'cursor', platform: 'win32' });
    expect(JSON.stringify(causes[0])).toContain('Cursor');
  });
});

describe('wrapper lines alone', () => {
  it('give a ranked list of what is usual, none of it sure', async () => {
    const { causes } = await explain(
      `MCP client for \`notes\` failed to start: handshaking with MCP server failed: connection closed: initialize response\n[mcp_servers.notes]\ncommand = "npx"`,
    );
    expect(causes[0]?.cause).toBe('server-crash');
    expect(causes.map(({ cause }) => cause)).toContain('package-not-found');
    expect(causes.every(({ confidence }) => confidence === 'possible')).toBe(true);
  });
});

describe('several servers in one log', () => {
  const log = [
    '2026-04-01T08:00:00.000Z [git] [info] Initializing server...',
    '2026-04-01T08:00:00.000Z [web] [info] Initializing server...',
    '2026-04-01T08:00:00.100Z [git] [error] spawn uvx ENOENT',
    '2026-04-01T08:00:00.200Z [web] [info] Message from client: {"method":"initialize","params":{},"jsonrpc":"2.0","id":0}',
    "ModuleNotFoundError: No module named 'playwright'",
    '2026-04-01T08:00:00.300Z [web] [error] Server disconnected.',
    '2026-04-01T08:00:00.300Z [git] [error] Server disconnected.',
  ].join('\n');

  it('have a cause each', async () => {
    const { causes, understood } = await explain(log);
    expect(new Set(causes.slice(0, 2).map(({ cause, server }) => `${server}: ${cause}`))).toEqual(
      new Set(['git: command-not-on-client-path', 'web: python-module-missing']),
    );
    expect(understood.servers.toSorted()).toEqual(['git', 'web']);
    expect(understood.formats).toEqual(['Claude Desktop']);
  });
});

describe('no cause', () => {
  it.each([
    [
      'a working log with a harmless refusal',
      'working',
      `${DESKTOP} [info] Message from server: {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}\n${DESKTOP} [info] Message from client: {"method":"prompts/list","jsonrpc":"2.0","id":2}\n${DESKTOP} [info] Message from server: {"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found"}}`,
    ],
    ['an error that was overcome', 'working', '[error] notes: spawn npx ENOENT\n[info] notes: Successfully connected to stdio server'],
    [
      'a refused optional stream',
      'unknown',
      'INFO:     127.0.0.1:5 - "GET /mcp HTTP/1.1" 405 Method Not Allowed\nINFO:     127.0.0.1:5 - "POST /mcp HTTP/1.1" 200 OK',
    ],
    ['a question', 'unknown', 'Which MCP server is good for reading mail?'],
    ['a compiler', 'unrelated', "src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'."],
    ['prose', 'unrelated', 'The meeting is moved to Thursday.'],
    ['a database of another program', 'unrelated', 'django.db.utils.OperationalError: could not connect to server: Connection refused'],
  ])('in %s', async (_what, kind, text) => {
    const { causes, understood } = await explain(text);
    expect(causes).toEqual([]);
    expect(understood.kind).toBe(kind);
  });

  it('says what is harmless', async () => {
    const { understood } = await explain(
      `${DESKTOP} [info] Message from server: {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18"}}\n${DESKTOP} [info] Message from client: {"method":"prompts/list","jsonrpc":"2.0","id":2}\n${DESKTOP} [info] Message from server: {"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found"}}`,
    );
    expect(understood.harmless.length).toBeGreaterThan(0);
  });

  it('tells empty from binary', async () => {
    expect(await explainText({ chunks: one(' \n\n') })).toEqual({ ok: false, reason: 'empty' });
    expect(await explainText({ chunks: one(Buffer.from(Array.from({ length: 4000 }, (_unused, index) => (index * 7) % 9))) })).toEqual({
      ok: false,
      reason: 'binary',
    });
  });
});

describe('secrets', () => {
  const SECRETS = [
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789',
    'hunter2hunter2',
    'xoxb-123456789012-abcdefABCDEF',
  ];

  it('never come back', async () => {
    const [github, anthropic, password, slack] = SECRETS;
    const text = [
      `spawn npx ENOENT GITHUB_TOKEN=${github}`,
      `HTTP 401 Authorization: Bearer ${anthropic}`,
      `connect ECONNREFUSED 127.0.0.1:1 postgres://me:${password}@db/x`,
      JSON.stringify({ error: `Error: spawn uvx ENOENT --api-key ${slack}` }),
      JSON.stringify(JSON.stringify({ error: `Error: spawn uvx ENOENT token=${slack}` })),
    ].join('\n');
    const result = await explain(text);
    expect(result.causes.length).toBeGreaterThan(0);
    for (const shown of [renderJson(result), renderExplanation(result, { columns: 100, style: PLAIN, home: '/home/ana', all: true })]) {
      for (const secret of SECRETS) expect(shown).not.toContain(secret);
    }
  });
});

describe('the report', () => {
  const text = async (input: string): Promise<string> => renderExplanation(await explain(input), { columns: 80, style: PLAIN, home: '/home/ana', all: false });

  it('leads with the cause, quotes the line and names the fix', async () => {
    const shown = await text('[error] spawn npx ENOENT');
    expect(shown).toMatch(/^The client does not find "npx"/u);
    expect(shown).toContain('line 1');
    expect(shown).toContain('Do this');
    expect(shown).toContain('mcp-medic explain --cause command-not-on-client-path'.split(' ')[0]);
  });

  it('says what was understood and what to run next when nothing is known', async () => {
    const shown = await text('The meeting is moved.');
    expect(shown).toContain('not an MCP connection error');
    expect(shown).toContain('Read 1 line');
    expect(shown).toContain('run: mcp-medic');
  });

  it('shows no control character of the text', async () => {
    // eslint-disable-next-line no-control-regex
    expect(await text('spawn npx ENOENT \u0007\u001b]0;x\u0007\u202e')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/u);
  });
});

describe('words that other trades use too', () => {
  it.each([
    ['Connection refused. Is the server running?', 'server-not-running'],
    ['HTTP 429 Too Many Requests', 'rate-limited'],
    ['502 Bad Gateway', 'http-server-error'],
    ['404 Not Found', 'url-wrong-endpoint'],
  ])('%s counts beside MCP only', async (line, cause) => {
    expect((await causesOf(`MCP server "notes" at https://mcp.example.com/mcp: ${line}`))[0]).toBe(cause);
    expect(await causesOf(`forecast.py, line 41, in fetch: ${line}`)).toEqual([]);
  });

  it('a refused GET is what the specification asks for', async () => {
    expect(await causesOf('HTTP Request: GET https://example.com/mcp "HTTP/1.1 405 Method Not Allowed"')).toEqual([]);
  });

  it('the first try of a client that tries the older transport next does not win', async () => {
    const text =
      '[info] 404 status sending message to https://example.com/mcp/sse, will attempt to fall back to legacy SSE\n[info] Connection state: Error 401 status connecting to https://example.com/mcp/sse as SSE: {"message":"Not authorized"}';
    expect((await causesOf(text))[0]).toBe('auth-required');
  });
});
