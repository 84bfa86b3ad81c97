import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../medic/src/clients/index.ts';
import type { ClientOutlook, VerifyResult } from '../../medic/src/model/index.ts';
import type { AnyCheck } from '../../medic/src/model/verify/index.ts';
import { AUTH_CHECKS } from '../../medic/src/rules/protocol/auth/index.ts';
import { defineCheck } from '../../medic/src/rules/protocol/define-check.ts';
import { PASS } from '../../medic/src/rules/protocol/judgements.ts';
import { VERSION_CHECKS } from '../../medic/src/rules/protocol/version/index.ts';
import { verifyConformance, verifyUrl } from '../src/verify-conformance.ts';

/** Clients that were run against servers of these kinds (Linux, 2026-11-20). */
const RUN = ['claude-code', 'codex', 'copilot-cli', 'gemini-cli', 'qwen-code', 'opencode', 'mcporter', 'mcp-inspector', 'continue'];

/** Makes a run read the lists and nothing else. */
const READS_LISTS: readonly AnyCheck[] = [
  defineCheck({ id: 'test.lists', group: 'content', title: 'Lists', level: 'practice', why: '', fix: '', needs: ['lists'], judge: () => PASS }),
];

function pick({ clients }: VerifyResult, ids: readonly string[] = RUN): Readonly<Record<string, ClientOutlook['outlook'] | undefined>> {
  return Object.fromEntries(ids.map((id) => [id, clients.find((one) => one.id === id)?.outlook]));
}

function reasons({ clients }: VerifyResult, id: string): string {
  return clients.find((one) => one.id === id)?.reasons.join(' ') ?? '';
}

const all = (outlook: ClientOutlook['outlook']): Readonly<Record<string, string>> => Object.fromEntries(RUN.map((id) => [id, outlook]));

describe('what clients will do', () => {
  it('knows every client and three providers, and lets all of those that were run connect to a good server', async () => {
    const result = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: [...VERSION_CHECKS, ...READS_LISTS] });
    expect(result.clients.map(({ id }) => id)).toEqual([...CLIENTS.map(({ id }) => id), 'openai', 'anthropic', 'google']);
    expect(pick(result)).toEqual(all('connects'));
    expect(result.clients.filter(({ reasons: said }) => said.length === 0)).toEqual([]);
    expect(pick(result, ['claude-desktop', 'openai', 'anthropic', 'google'])).toEqual({
      'claude-desktop': 'fails',
      openai: 'connects',
      anthropic: 'connects',
      google: 'connects',
    });
  }, 60_000);

  it('connects everybody to a legacy server', async () => {
    expect(pick(await verifyConformance({ transport: 'http', options: { era: 'legacy' }, checks: VERSION_CHECKS }))).toEqual(all('connects'));
  }, 60_000);

  it('lets only clients that begin with server/discover use a server of the modern era', async () => {
    const result = await verifyConformance({ transport: 'http', options: { era: 'modern' }, checks: VERSION_CHECKS });
    expect(pick(result)).toEqual({ ...all('fails'), 'claude-code': 'connects', 'copilot-cli': 'connects' });
    expect(pick(result, ['cursor', 'zed'])).toEqual({ cursor: 'unknown', zed: 'unknown' });
    expect(reasons(result, 'codex')).toContain('-32022');
  }, 60_000);

  it('keeps clients without the old event stream from a server that knows nothing else', async () => {
    const result = await verifyConformance({ transport: 'sse', options: { era: 'legacy' }, checks: VERSION_CHECKS });
    expect(pick(result, ['claude-code', 'opencode', 'mcporter', 'codex', 'goose'])).toEqual({
      'claude-code': 'connects',
      opencode: 'connects',
      mcporter: 'connects',
      codex: 'fails',
      goose: 'fails',
    });
  }, 60_000);

  it('expects a login where the server says how, and none where it does not', async () => {
    const open = await verifyConformance({ transport: 'http', options: { auth: 'bearer' }, checks: AUTH_CHECKS });
    expect(pick(open, ['claude-code', 'codex', 'copilot-cli', 'opencode'])).toEqual({
      'claude-code': 'needs-login',
      codex: 'needs-login',
      'copilot-cli': 'needs-login',
      opencode: 'needs-login',
    });
    expect(reasons(open, 'claude-code')).toMatch(/HTTP 401.*\/register/u);
    const closed = await verifyConformance({ transport: 'http', options: { auth: 'bearer', breaks: ['auth.registration'] }, checks: AUTH_CHECKS });
    expect(pick(closed, ['claude-code', 'codex'])).toEqual({ 'claude-code': 'fails', codex: 'fails' });
    const lost = await verifyConformance({ transport: 'http', options: { auth: 'bearer', breaks: ['auth.as-metadata'] }, checks: AUTH_CHECKS });
    expect(pick(lost, ['claude-code'])).toEqual({ 'claude-code': 'fails' });
    expect(reasons(lost, 'claude-code')).toContain('/.well-known/oauth-authorization-server');
  }, 60_000);

  it('expects no login of a bare 401, only a token entered by hand', async () => {
    const result = await withServer((_, response) => void response.writeHead(401).end(), AUTH_CHECKS);
    expect(pick(result, ['claude-code', 'codex'])).toEqual({ 'claude-code': 'fails', codex: 'fails' });
    expect(reasons(result, 'codex')).toContain('"http_headers"');
  }, 60_000);

  it('takes tools away whose names are too long or whose schemas are refused', async () => {
    const long = `t${'o'.repeat(66)}l`;
    const tools = [
      { name: 'fine', inputSchema: { type: 'object' } },
      { name: long, inputSchema: { type: 'object' } },
      { name: 'with.dot', inputSchema: { type: 'object', properties: { list: { type: 'array' } } } },
    ];
    const result = await withServer(answerAs('2025-06-18', tools), READS_LISTS);
    const lost = (id: string): readonly string[] | undefined => result.clients.find((one) => one.id === id)?.lostTools;
    expect(pick(result, ['cursor', 'vscode', 'openai', 'google', 'anthropic', 'claude-code'])).toEqual({
      cursor: 'loses-tools',
      vscode: 'loses-tools',
      openai: 'loses-tools',
      google: 'loses-tools',
      anthropic: 'loses-tools',
      'claude-code': 'connects',
    });
    expect([lost('cursor'), lost('vscode'), lost('openai'), lost('google'), lost('anthropic')]).toEqual([
      [long],
      ['with.dot'],
      [long, 'with.dot'],
      [long, 'with.dot'],
      ['with.dot'],
    ]);
  }, 60_000);

  it('lets clients on the SDKs drop the whole list for one schema that is no object', async () => {
    const tools = [
      { name: 'fine', inputSchema: { type: 'object' } },
      { name: 'bare', inputSchema: { type: 'string' } },
    ];
    const result = await withServer(answerAs('2025-06-18', tools), READS_LISTS);
    expect(result.clients.find(({ id }) => id === 'opencode')?.lostTools).toEqual(['fine', 'bare']);
    expect(reasons(result, 'opencode')).toContain('"bare"');
  }, 60_000);

  it('lets only lenient clients take a revision that was never published', async () => {
    const result = await withServer(answerAs('1999-01-01', []), VERSION_CHECKS);
    expect(pick(result)).toEqual({ ...all('fails'), codex: 'connects', 'copilot-cli': 'connects' });
    expect(reasons(result, 'opencode')).toContain('"1999-01-01"');
  }, 60_000);

  it('follows no redirect that turns the POST into a GET', async () => {
    const result = await withServer((_, response) => void response.writeHead(301, { location: '/mcp/' }).end(), VERSION_CHECKS);
    expect(pick(result)).toEqual(all('fails'));
    expect(reasons(result, 'codex')).toMatch(/HTTP 301 to http:\/\/127\.0\.0\.1:\d+\/mcp\//u);
  }, 60_000);
});

type Answer = (body: { readonly id?: unknown; readonly method?: string }, response: ServerResponse) => void;

/** A stateless server of one revision, with these tools. */
function answerAs(protocolVersion: string, tools: readonly object[]): Answer {
  return ({ id, method }, response) => {
    if (id === undefined) {
      response.writeHead(202).end();
      return;
    }
    const result =
      method === 'initialize'
        ? { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'tiny', version: '1' } }
        : method === 'tools/list'
          ? { tools }
          : undefined;
    const reply = result === undefined ? { error: { code: -32_601, message: 'Method not found' } } : { result };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...reply }));
  };
}

async function withServer(answer: Answer, checks: readonly AnyCheck[]): Promise<VerifyResult> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: unknown) => (text += String(chunk)));
    request.on('end', () => {
      if (request.url === '/mcp' && request.method === 'POST') answer(JSON.parse(text || '{}') as object, response);
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await verifyUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, checks);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
