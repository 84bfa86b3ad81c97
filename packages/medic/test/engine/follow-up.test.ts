import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterAll, describe, expect, it } from 'vitest';
import { readText } from '../../src/engine/explain.ts';
import { followUp, type FollowUpRequest } from '../../src/engine/follow-up.ts';
import type { ExplainResult } from '../../src/model/index.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderExplanation } from '../../src/report/text/explain.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { createFakeHome } from '../collect/fake-home.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/explain.json', import.meta.url), 'utf8')) as object;
const fake = createFakeHome();
const bin = join(fake.root, 'bin');
const roots = fake.roots({ env: { PATH: `${bin}:/usr/bin:/bin`, HOME: fake.home } });
const SERVER = `let rest='';process.stdin.on('data',(c)=>{rest+=c;for(let e=rest.indexOf('\\n');e!==-1;e=rest.indexOf('\\n')){const m=JSON.parse(rest.slice(0,e));rest=rest.slice(e+1);
const result=m.method==='initialize'?{protocolVersion:'2025-06-18',capabilities:{tools:{}},serverInfo:{name:'s',version:'1'}}:{tools:[]};
if(m.id!==undefined)process.stdout.write(JSON.stringify({jsonrpc:'2.0',id:m.id,result})+'\\n')}});process.stdin.on('end',()=>process.exit(0));`;
const good = fake.write('project-apart/notes-server.js', SERVER);
const broken = fake.write('project-apart/crm-server.js', "require('left-pad-of-nowhere')");

let requests = 0;
const web: Server = createServer(({ url = '' }, response) => {
  if (url.startsWith('/named-in-text')) requests += 1;
  response.writeHead(500).end();
});
const other = createTcpServer();
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
const port = (other.address() as AddressInfo).port;
const webPort = (web.address() as AddressInfo).port;
afterAll(() => {
  web.closeAllConnections();
  web.close();
  other.close();
});

fake.write(
  'home/.cursor/mcp.json',
  JSON.stringify({
    mcpServers: {
      notes: { command: process.execPath, args: [good], env: { NOTES_TOKEN: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' } },
      crm: { command: process.execPath, args: [broken] },
    },
  }),
);
fake.write(
  'project/.cursor/mcp.json',
  JSON.stringify({
    mcpServers: { cloned: { command: process.execPath, args: ['-e', `require('fs').writeFileSync(${JSON.stringify(join(fake.root, 'cloned.ran'))},'')`] } },
  }),
);

async function follow(text: string, changes: Partial<FollowUpRequest> = {}): Promise<ExplainResult> {
  const outcome = await readText({
    chunks: (async function* () {
      yield Buffer.from(text);
    })(),
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  const result = await followUp(outcome.read, { roots, version: '0.0.0', targets: [], ...changes });
  expect(new Validator(schema, '2020-12').validate(JSON.parse(renderJson(result))).errors).toEqual([]);
  return result;
}

const shown = (result: ExplainResult): string => renderExplanation(result, { columns: 200, style: PLAIN, home: fake.home, all: false });
const checkOf = (result: ExplainResult, kind: string): NonNullable<ExplainResult['followUp']>['checks'][number] | undefined =>
  result.followUp?.checks.find((check) => check.kind === kind);

describe('look-ups', () => {
  it('finds who holds the port', async () => {
    const result = await follow(`Error: listen EADDRINUSE: address already in use :::${port}`);
    expect(result.followUp?.decided).toBe('confirmed');
    expect(result.causes[0]?.cause).toBe('port-in-use');
    expect(checkOf(result, 'port')?.result).toContain(`pid ${process.pid}`);
  });

  it('says when the port is free now', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const freed = (free.address() as AddressInfo).port;
    await new Promise((resolve) => free.close(resolve));
    const taken = await follow(`Error: listen EADDRINUSE: address already in use 127.0.0.1:${freed}`);
    expect(taken.followUp?.decided).toBe('not-now');
    const refused = await follow(`MCP error: connect ECONNREFUSED 127.0.0.1:${freed}`);
    expect(refused.causes[0]).toMatchObject({ cause: 'server-not-running', confidence: 'confirmed' });
  });

  it('tells a missing program from one that only the client does not see', async () => {
    const missing = await follow('spawn uvx ENOENT');
    expect(missing.causes[0]).toMatchObject({ cause: 'command-not-installed', confidence: 'confirmed' });
    expect(missing.followUp?.decided).toBe('changed');
    fake.write('home/.local/bin/uvx', '#!/bin/sh\n', 0o755);
    const hidden = await follow('spawn uvx ENOENT');
    expect(hidden.causes[0]).toMatchObject({ cause: 'command-not-on-client-path', confidence: 'confirmed' });
    expect(shown(hidden)).toContain('~/.local/bin/uvx');
  });

  it('looks whether a path exists and starts nothing of the text', async () => {
    const ran = join(fake.root, 'text.ran');
    const script = fake.write('trap/server.js', `require('fs').writeFileSync(${JSON.stringify(ran)},'')`);
    const there = await follow(`Error: Cannot find module '${script}'`);
    expect(there.followUp?.decided).toBe('not-now');
    expect(existsSync(ran)).toBe(false);
    const gone = await follow(`Error: Cannot find module '${script}x.js'`);
    expect(gone.causes[0]).toMatchObject({ cause: 'script-or-path-missing', confidence: 'confirmed' });
  });

  it.each([['/net/evil.example/x/server.js'], ['//evil.example/share/server.js'], ['/proc/self/fd/0/server.js']])('does not look at %s', async (path) => {
    expect(checkOf(await follow(`Error: Cannot find module '${path}'`), 'path')).toBeUndefined();
  });

  it('asks a runtime for its version', async () => {
    fake.write('bin/node', '#!/bin/sh\necho v16.20.2\n', 0o755);
    const result = await follow('ReferenceError: ReadableStream is not defined\n    at file:///x/mcp/index.js:1:1');
    expect(checkOf(result, 'runtime')?.result).toContain('16.20.2');
    expect(result.causes[0]?.title).toContain('16.20.2');
  });
});

describe('servers', () => {
  it('connects to the configured server that the text names, and says that it works now', async () => {
    const result = await follow('2026-04-01 08:00:00.000 [error] notes: Connection failed: MCP error -32000: Connection closed');
    expect(checkOf(result, 'server')).toMatchObject({ state: 'ran', what: 'connecting to "notes" as cursor would' });
    expect(result.followUp?.decided).toBe('not-now');
    expect(shown(result)).not.toContain('ghp_16');
  });

  it('puts what the connection shows first', async () => {
    const result = await follow('2026-04-01 08:00:00.000 [error] crm: Connection failed: MCP error -32000: Connection closed');
    expect(result.causes[0]).toMatchObject({ cause: 'node-module-missing', confidence: 'confirmed' });
    expect(result.followUp?.decided).toBe('changed');
    expect(result.causes.slice(1).every(({ confidence }) => confidence === 'possible')).toBe(true);
    expect(shown(result)).toMatch(/So {6}what was seen on this machine put another cause first/u);
  });

  it('knows a server by its script', async () => {
    expect(checkOf(await follow(`Server process ${broken} exited before initialize response (MCP)`), 'server')?.state).toBe('ran');
  });

  it('starts nothing that a project brings along, and prints the command', async () => {
    const result = await follow('[error] cloned: Connection failed: MCP error -32000: Connection closed');
    expect(checkOf(result, 'server')).toMatchObject({ state: 'not-run', command: 'mcp-medic cursor:cloned --trust' });
    expect(existsSync(join(fake.root, 'cloned.ran'))).toBe(false);
  });

  it('dials no address of the text unless the user names it', async () => {
    const text = `[error] web: fetch failed for http://127.0.0.1:${webPort}/named-in-text MCP error`;
    expect(checkOf(await follow(text), 'server')?.state).toBe('not-run');
    expect(requests).toBe(0);
    const asked = await follow(text, { targets: [{ kind: 'url', url: `http://127.0.0.1:${webPort}/named-in-text` }] });
    expect(requests).toBeGreaterThan(0);
    expect(asked.causes[0]?.cause).toBe('http-server-error');
  });

  it('decides nothing from here about a text of another system', async () => {
    const result = await follow("Error: Cannot find module 'C:\\\\Users\\\\me\\\\server.js'");
    expect(result.followUp).toMatchObject({ decided: 'undecided', checks: [{ kind: 'machine', state: 'not-run' }] });
  });
});

it('reads the config files that a text complains about', async () => {
  const path = fake.write('home/.gemini/settings.json', '{ "mcpServers": { "a": { "command": "x", } "b": 1 } }');
  const result = await follow(`Error in ${path}: Expected ',' or '}' after property value in JSON at position 41 (settings.json)`);
  expect(result.followUp?.decided).toBe('confirmed');
  expect(result.causes[0]?.evidence.some(({ where }) => where?.includes('.gemini/settings.json') === true)).toBe(true);
});
