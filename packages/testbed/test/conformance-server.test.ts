import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer } from '../src/conformance/bundle.ts';
import { startConformanceServer, type ConformanceServer } from '../src/conformance/http/start.ts';
import type { ConformanceOptions } from '../src/conformance/settings.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { INITIALIZED, initializeMessage, MODERN_META, openSession, post, postModern, startStdio, type Json } from './conformance-client.ts';

const servers: ConformanceServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: ConformanceOptions = {}): Promise<string> {
  const server = await startConformanceServer(options);
  servers.push(server);
  return server.url;
}

const breaking = (...breaks: SwitchId[]): Promise<string> => start({ breaks });

function errorIn(message: unknown): Json {
  return (message as { error: Json }).error;
}

function resultIn(message: unknown): Json {
  return (message as { result: Json }).result;
}

describe('legacy era over HTTP', () => {
  it('echoes the versions it serves and answers others with its newest', async () => {
    const url = await start();
    const answered = async (version: string) => resultIn((await post(url, initializeMessage(version))).messages[0])['protocolVersion'];
    expect(await answered('2024-11-05')).toBe('2024-11-05');
    expect(await answered('2025-06-18')).toBe('2025-06-18');
    expect(await answered('2099-01-01')).toBe('2025-11-25');
    expect(await answered('2026-07-28')).toBe('2025-11-25');
  });

  it('keeps a session: 400 without its id, 404 for another and after DELETE', async () => {
    const url = await start();
    const session = await openSession(url);
    const ping = { jsonrpc: '2.0', id: 'p', method: 'ping' };
    expect((await post(url, ping, session)).messages).toEqual([{ jsonrpc: '2.0', id: 'p', result: {} }]);
    expect((await post(url, ping)).status).toBe(400);
    expect((await post(url, ping, { ...session, 'mcp-session-id': 'other' })).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE', headers: session })).status).toBe(204);
    expect((await post(url, ping, session)).status).toBe(404);
  });

  it('refuses what breaks the transport, each with its status', async () => {
    const url = await start();
    const session = await openSession(url);
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    expect((await post(url, ping, { ...session, accept: 'text/plain' })).status).toBe(406);
    expect((await post(url, ping, { ...session, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(url, ping, { ...session, 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
    expect((await post(url, ping, { ...session, 'mcp-protocol-version': '1999-01-01' })).status).toBe(400);
    expect((await post(url, ping, { ...session, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post(url, ping, { ...session, origin: 'http://localhost:5173' })).status).toBe(200);
    const garbage = await post(url, '{"jsonrpc":', session);
    expect([garbage.status, errorIn(garbage.messages[0])['code']]).toEqual([400, -32700]);
    expect(Object.hasOwn(garbage.messages[0] ?? {}, 'id')).toBe(false);
    expect((await post(url, [ping], session)).status).toBe(400);
    expect(await post(url, INITIALIZED, session)).toMatchObject({ status: 202, text: '' });
  });

  it('takes batches in 2025-03-26', async () => {
    const url = await start();
    const session = await openSession(url, '2025-03-26');
    const batch = [
      { jsonrpc: '2.0', id: 1, method: 'ping' },
      { jsonrpc: '2.0', id: '2', method: 'ping' },
    ];
    const { text } = await post(url, batch, session);
    expect((JSON.parse(text) as Json[]).map(({ id }) => id)).toEqual([1, '2']);
  });

  it('replays a stream from the event that was seen last', async () => {
    const url = await start();
    const session = await openSession(url);
    const call = { jsonrpc: '2.0', id: 5, method: 'tools/call', params: { name: 'count', arguments: { steps: 2 }, _meta: { progressToken: 'p' } } };
    const { text, messages } = await post(url, call, session);
    expect(messages.map(({ method, id }) => method ?? id)).toEqual(['notifications/progress', 'notifications/progress', 5]);
    const ids = [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id ?? '');
    expect(new Set(ids).size).toBe(4);
    const again = await fetch(url, { headers: { ...session, accept: 'text/event-stream', 'last-event-id': ids[1] ?? '' } });
    expect((await again.text()).match(/^id: .*$/gm)).toHaveLength(2);
  });

  it('pages its lists to the end and refuses cursors it did not hand out', async () => {
    const url = await start({ tools: 10 });
    const session = await openSession(url);
    const list = async (cursor?: unknown) =>
      (await post(url, { jsonrpc: '2.0', id: 1, method: 'tools/list', params: cursor === undefined ? {} : { cursor } }, session)).messages[0];
    const names: unknown[] = [];
    let cursor: unknown;
    do {
      const page = resultIn(await list(cursor));
      names.push(...(page['tools'] as Json[]).map(({ name }) => name));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(18);
    expect(errorIn(await list('invented'))['code']).toBe(-32602);
  });
});

describe('modern era over HTTP', () => {
  it('discovers, lists and calls without a session', async () => {
    const url = await start({ era: 'modern' });
    const discovered = await postModern(url, 'server/discover');
    expect(discovered.headers.get('mcp-session-id')).toBeNull();
    expect(resultIn(discovered.messages[0])).toMatchObject({ resultType: 'complete', supportedVersions: ['2026-07-28'], ttlMs: 60_000, cacheScope: 'public' });
    const called = await postModern(url, 'tools/call', { name: 'add', arguments: { a: 1, b: 2 } });
    expect(resultIn(called.messages[0])).toMatchObject({ structuredContent: { sum: 3 }, content: [{ type: 'text', text: '{"sum":3}' }] });
  });

  it('names what is wrong with the metadata, the headers, the version and the method', async () => {
    const url = await start({ era: 'modern' });
    const code = async (reply: ReturnType<typeof postModern>) => {
      const { status, messages } = await reply;
      return [status, errorIn(messages[0])['code']];
    };
    expect(await code(postModern(url, 'tools/list', { _meta: undefined }))).toEqual([400, -32602]);
    expect(await code(postModern(url, 'tools/list', {}, { 'mcp-method': '' }))).toEqual([400, -32020]);
    expect(await code(postModern(url, 'tools/list', {}, { 'mcp-method': 'tools/call' }))).toEqual([400, -32020]);
    expect(await code(postModern(url, 'prompts/get', { name: 'greet' }, { 'mcp-name': '=?base64?!?=' }))).toEqual([400, -32020]);
    const meta = { ...MODERN_META, 'io.modelcontextprotocol/protocolVersion': '2031-01-01' };
    expect(await code(postModern(url, 'tools/list', { _meta: meta }, { 'mcp-protocol-version': '2031-01-01' }))).toEqual([400, -32022]);
    expect(await code(postModern(url, 'ping'))).toEqual([404, -32601]);
    expect(await code(postModern(url, 'tools/call', { name: 'ask_name' }))).toEqual([400, -32021]);
    expect(await code(postModern(url, 'resources/read', { uri: 'conformance://nothing' }))).toEqual([200, -32602]);
    expect((await fetch(url)).status).toBe(405);
  });

  it('compares parameters with their headers, also encoded ones', async () => {
    const url = await start({ era: 'modern' });
    const call = (args: Json, headers: Readonly<Record<string, string>>) =>
      postModern(url, 'tools/call', { name: 'query_region', arguments: args }, headers).then(({ status }) => status);
    const encoded = `=?base64?${Buffer.from('Zürich').toString('base64')}?=`;
    expect(await call({ region: 'Zürich', query: 'x' }, { 'mcp-param-region': encoded })).toBe(200);
    expect(await call({ region: 'Bern', query: 'x' }, { 'mcp-param-region': encoded })).toBe(400);
    expect(await call({ region: 'Bern', query: 'x' }, {})).toBe(400);
    expect(await call({ query: 'x' }, {})).toBe(200);
  });

  it('asks for input in several rounds and refuses a state it did not issue', async () => {
    const url = await start({ era: 'modern' });
    const _meta = { ...MODERN_META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } } };
    const call = async (params: Json) => (await postModern(url, 'tools/call', { name: 'ask_name', _meta, ...params })).messages[0];
    const asked = resultIn(await call({}));
    expect(asked).toMatchObject({ resultType: 'input_required', inputRequests: { name: { method: 'elicitation/create' } } });
    const inputResponses = { name: { action: 'accept', content: { name: 'Ada' } } };
    expect(resultIn(await call({ inputResponses, requestState: asked['requestState'] }))).toMatchObject({ content: [{ text: 'Hello, Ada' }] });
    expect(errorIn(await call({ inputResponses, requestState: 'forged' }))['code']).toBe(-32602);
  });

  it('acknowledges a subscription first and ends it in good order', async () => {
    const server = await startConformanceServer({ era: 'modern' });
    const listening = postModern(server.url, 'subscriptions/listen', { notifications: { toolsListChanged: true } });
    await until(() => server.requests.length === 1);
    await postModern(server.url, 'tools/call', { name: 'toggle_extra_tool', arguments: {} });
    await server.close();
    const { messages } = await listening;
    expect(messages.map(({ method, id }) => method ?? id)).toEqual(['notifications/subscriptions/acknowledged', 'notifications/tools/list_changed', 1]);
  });
});

describe('behind a token', () => {
  const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

  it('leads a client without a token to the metadata of the authorization server', async () => {
    const url = await start({ auth: 'bearer' });
    const refused = await postModern(url, 'server/discover');
    expect(refused.status).toBe(401);
    const address = /^Bearer .*resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
    const resource = (await (await fetch(address)).json()) as { resource: string; authorization_servers: string[] };
    expect(resource.resource).toBe(url);
    const issuer = resource.authorization_servers[0] ?? '';
    const server = (await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json()) as Json;
    expect(server).toMatchObject({ issuer, code_challenge_methods_supported: ['S256'], client_id_metadata_document_supported: true });
    expect((await fetch(`${issuer}/.well-known/openid-configuration`)).status).toBe(200);
  });

  it('tells a wrong token, a weak one and one in the address apart', async () => {
    const url = await start({ auth: 'bearer' });
    const challenge = async (target: string, headers: Readonly<Record<string, string>>) => {
      const reply = await postModern(target, 'tools/list', {}, headers);
      return [reply.status, /error="(\w+)"/.exec(reply.headers.get('www-authenticate') ?? '')?.[1]];
    };
    expect(await challenge(url, withToken('conformance-token'))).toEqual([200, undefined]);
    expect(await challenge(url, withToken('other'))).toEqual([401, 'invalid_token']);
    expect(await challenge(url, withToken('conformance-weak-token'))).toEqual([403, 'insufficient_scope']);
    expect(await challenge(`${url}?access_token=conformance-token`, {})).toEqual([401, undefined]);
  });
});

describe('the transport of 2024-11-05', () => {
  it('names its endpoint first and answers on the stream', async () => {
    const url = await start({ transport: 'sse' });
    const stopped = new AbortController();
    const stream = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: stopped.signal });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const first = (await reader.read()).value ?? '';
    const path = /^event: endpoint\ndata: (\/messages\?sessionId=\S+)\n\n$/.exec(first)?.[1] ?? '';
    expect((await post(new URL(path, url).href, initializeMessage('2024-11-05'))).status).toBe(202);
    const second = (await reader.read()).value ?? '';
    expect(JSON.parse(/^data: (.*)$/m.exec(second)?.[1] ?? '')).toMatchObject({ id: 0, result: { protocolVersion: '2024-11-05' } });
    expect((await post(url, initializeMessage())).status).toBe(405);
    stopped.abort();
  });
});

describe('stdio', () => {
  let folder = '';
  let program = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    program = await bundleServer(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('answers both eras in one process, survives garbage and ends with its input', async () => {
    const client = startStdio(program);
    expect(await client.ask({ jsonrpc: '2.0', id: 'd', method: 'server/discover', params: { _meta: MODERN_META } })).toMatchObject({
      result: { supportedVersions: ['2026-07-28'] },
    });
    expect(await client.ask(initializeMessage())).toMatchObject({ id: 0, result: { protocolVersion: '2025-11-25' } });
    client.write('no json\n[]\n{"jsonrpc":"2.0","id":null,"method":"ping"}\n');
    client.write('{"jsonrpc":"2.0","id":"a","method":"pi');
    client.write('ng"}\r\n{"jsonrpc":"2.0","id":"b","method":"ping"}\n');
    const text = 'ü漢'.repeat(400_000);
    const echoed = await client.ask({ jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'echo', arguments: { text } } });
    expect(resultIn(echoed)).toEqual({ content: [{ type: 'text', text }] });
    expect(await client.end()).toBe(0);
    const answers = client.lines.map((line) => JSON.parse(line) as Json);
    expect(answers.filter(({ id }) => id === 'a' || id === 'b')).toHaveLength(2);
    expect(answers.filter((answer) => !Object.hasOwn(answer, 'id')).map((answer) => errorIn(answer)['code'])).toEqual([-32700, -32600, -32600]);
  });

  it('prints a banner when told to', async () => {
    const client = startStdio(program, '--break', 'stdio.stdout-clean');
    await client.ask(initializeMessage());
    await client.end();
    expect(client.lines[0]).toBe('Conformance server 1.0.0 is ready');
    expect(client.lines).toHaveLength(2);
  });

  it('goes on running after its input has ended when told to, until it is killed', async () => {
    const client = startStdio(program, '--break', 'launch.stdin-eof-exit,launch.sigterm-exit');
    await client.ask(initializeMessage());
    const ended = client.end();
    client.child.kill('SIGKILL');
    expect(await ended).toBeNull();
  });
});

describe('switches', () => {
  it('stand for a check whose id leads their own', () => {
    for (const [id, { check }] of Object.entries(SWITCHES)) expect(id.split('--')[0]).toBe(check);
  });

  it('change the named behaviour and no other', async () => {
    const url = await breaking('ver.echo');
    expect(resultIn((await post(url, initializeMessage('2024-11-05'))).messages[0])['protocolVersion']).toBe('2025-11-25');
    const unknown = await post(await breaking('ver.unknown-version'), initializeMessage('2099-01-01'));
    expect(errorIn(unknown.messages[0])['code']).toBe(-32602);
    const forgetful = await breaking('ht.session-unknown');
    const session = await openSession(forgetful);
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    expect((await post(forgetful, ping, session)).status).toBe(200);
    expect((await post(forgetful, ping, { ...session, 'mcp-session-id': 'x' })).status).toBe(400);
    const deaf = await breaking('hdr.mismatch--method');
    expect((await postModern(deaf, 'tools/list', {}, { 'mcp-method': 'ping' })).status).toBe(200);
    expect((await postModern(deaf, 'tools/list', {}, { 'mcp-method': '' })).status).toBe(400);
    const lax = await breaking('cache.hints--negative');
    expect(resultIn((await postModern(lax, 'tools/list')).messages[0])).toMatchObject({ ttlMs: -1, cacheScope: 'public' });
  });
});

/** Waits for something that another connection brings about. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}
