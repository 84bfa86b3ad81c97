import { describe, expect, it } from 'vitest';
import type { Outcome, StdioAttempt } from '../../../src/model/index.ts';
import { connect, PROBING, redactor, SECRET, server, STAY, makeDefinition, makePlan, QUICK } from './fixtures.ts';
import { openStdioSession } from '../../../src/collect/stdio/open-session.ts';
import { probeOtherEra } from '../../../src/collect/stdio/probe-other-era.ts';

const MODERN = `'server/discover': () => ({ resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'new', version: '2' } } }),`;
const REFUSES_INITIALIZE = `initialize: (m) => { say({ id: m.id, error: { code: -32022, message: 'Unsupported protocol version: 2025-11-25', data: { supported: ['2026-07-28'], requested: '2025-11-25' } } }); },`;

function stageOf(outcome: Outcome): string {
  return outcome.kind === 'failed' ? outcome.stage : outcome.kind;
}

function sent(attempt: StdioAttempt | undefined): readonly (string | undefined)[] {
  return (attempt?.messages ?? []).filter((message) => message.dir === 'sent').map((message) => message.method);
}

describe('legacy client', () => {
  it('connects, lists tools and ends a healthy server by end of input', async () => {
    const { session, tools } = await connect(server());
    expect(session.outcome).toMatchObject({
      kind: 'connected',
      era: 'legacy',
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'demo', version: '1.0.0' },
      capabilities: ['tools'],
      tools: 1,
    });
    expect(tools).toEqual([{ name: 'echo', inputSchema: { type: 'object' } }]);
    const attempt = session.attempts[0];
    expect(session.attempts).toHaveLength(1);
    expect(attempt?.messages.map(({ dir, method, id }) => [dir, method, id])).toEqual([
      ['sent', 'initialize', 0],
      ['received', undefined, 0],
      ['sent', 'notifications/initialized', undefined],
      ['sent', 'tools/list', 1],
      ['received', undefined, 1],
    ]);
    expect(attempt?.shutdown).toMatchObject({ exitedOnEof: true, orphans: 0 });
    expect(Object.keys(attempt?.phasesMs ?? {}).toSorted()).toEqual(['firstByte', 'initialize', 'shutdown', 'spawn', 'toolsList']);
    expect(attempt?.exit).toBeUndefined();
    expect(session.envNames).toEqual(['PATH']);
  });

  const failing: readonly (readonly [string, string, string])[] = [
    ['an error answer', `initialize: (m) => { say({ id: m.id, error: { code: -32603, message: 'backend unreachable' } }); },`, 'rpc-error'],
    ['an unknown version', `initialize: () => ({ ...hello, protocolVersion: '1999-01-01' }),`, 'version'],
    ['snake case members', `initialize: () => ({ protocol_version: '2025-11-25', capabilities: {}, server_info: {} }),`, 'invalid-answer'],
    ['a null id', `initialize: () => { say({ id: null, error: { code: -32000, message: 'no' } }); },`, 'invalid-answer'],
    ['another id', `initialize: () => { say({ id: 77, result: hello }); },`, 'invalid-answer'],
    ['no jsonrpc', `initialize: (m) => { raw(JSON.stringify({ id: m.id, result: hello }) + '\\n'); },`, 'invalid-answer'],
    ['error null beside a result', `initialize: (m) => { say({ id: m.id, result: hello, error: null }); },`, 'invalid-answer'],
    ['exit on initialize', `initialize: () => { process.exit(3); },`, 'exit'],
  ];
  it.concurrent.each(failing)('fails on %s', async (_name, handlers, stage) => {
    const { session } = await connect(server(handlers));
    expect(stageOf(session.outcome)).toBe(stage);
    expect(session.patience).toBeUndefined();
  });

  it('overlooks an id of another type where the JavaScript SDKs do, and not where rmcp does not', async () => {
    const code = server(`initialize: () => { say({ id: '0', result: hello }); },`);
    expect((await connect(code)).session.outcome.kind).toBe('connected');
    expect(stageOf((await connect(code, { handshake: { accepts: 'any' } })).session.outcome)).toBe('invalid-answer');
  });

  it('takes any version when the client does', async () => {
    const { session } = await connect(server(`initialize: () => ({ ...hello, protocolVersion: '2099-12-31' }),`), { handshake: { accepts: 'any' } });
    expect(session.outcome).toMatchObject({ kind: 'connected', protocolVersion: '2099-12-31' });
  });

  it('answers what the server asks', async () => {
    const ask = `'notifications/initialized': () => { say({ id: 'p', method: 'ping' }); say({ id: 'r', method: 'roots/list' }); say({ id: 's', method: 'sampling/createMessage' }); },
      'tools/list': () => undefined,`;
    const answers = `const got = []; process.stdin.on('data', (d) => { for (const l of String(d).split('\\n')) { if (l.includes('"p"') || l.includes('"r"') || l.includes('"s"')) got.push(JSON.parse(l)); } if (got.length === 3) { say({ id: 1, result: { tools: got } }); got.length = 0; } });`;
    const { tools } = await connect(server(ask, answers));
    expect(tools).toEqual([
      { jsonrpc: '2.0', id: 'p', result: {} },
      { jsonrpc: '2.0', id: 'r', result: { roots: [] } },
      { jsonrpc: '2.0', id: 's', error: { code: -32601, message: 'Method not found' } },
    ]);
  });

  it.each<[string, string, RegExp, number]>([
    ['an error', `'tools/list': (m) => { say({ id: m.id, error: { code: -32603, message: 'boom' } }); },`, /error -32603: boom/u, 0],
    ['exit', `'tools/list': () => { process.exit(1); },`, /ended the connection/u, 0],
    ['a cursor loop', `'tools/list': () => ({ tools: [{ name: 'a' }], nextCursor: 'x' }),`, /same cursor twice/u, 2],
  ])('stays connected but degraded when tools/list ends in %s', async (_name, handlers, degraded, count) => {
    const { session } = await connect(server(handlers));
    expect(session.outcome).toMatchObject({ kind: 'connected', degraded: expect.stringMatching(degraded) as unknown, tools: count });
  });

  it('reads at most 2,000 of 10,000 tools and calls nothing degraded', async () => {
    const { session, tools } = await connect(
      server(
        `'tools/list': () => ({ tools: Array.from({ length: 10000 }, (_, i) => ({ name: 't' + i, description: 'x'.repeat(200) })), nextCursor: 'more' }),`,
      ),
    );
    expect(session.outcome).toMatchObject({ kind: 'connected', tools: 2_000 });
    expect(session.outcome).not.toHaveProperty('degraded');
    expect(tools).toHaveLength(2_000);
    expect(JSON.stringify(session).length).toBeLessThan(60_000);
  });

  it('lists no tools for a client that does not, or a server that declares none', async () => {
    expect((await connect(server(), { handshake: { listsTools: false } })).session.outcome).not.toHaveProperty('tools');
    const { session } = await connect(server(`initialize: () => ({ ...hello, capabilities: {} }),`));
    expect(sent(session.attempts[0])).toEqual(['initialize', 'notifications/initialized']);
  });

  it('redacts everything it keeps', async () => {
    const code = server(
      `initialize: () => ({ ...hello, serverInfo: { name: '${SECRET}', version: '1' } }),`,
      `console.error('key ${SECRET}'); console.log('key ${SECRET}');`,
    );
    const { session } = await connect(code, { plan: { env: { PATH: process.env['PATH'] ?? '', KEY: SECRET } } });
    expect(JSON.stringify(session)).not.toContain(SECRET);
    expect(session.attempts[0]?.stderr.lines).toEqual(['key [redacted]']);
  });
});

describe('probing client', () => {
  it('connects to a modern server and lists with metadata', async () => {
    const { session, tools } = await connect(server(`${MODERN} ${REFUSES_INITIALIZE} 'tools/list': (m) => ({ tools: [m.params._meta] }),`), {
      handshake: PROBING,
    });
    expect(session.outcome).toMatchObject({
      kind: 'connected',
      era: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: 'new', version: '2' },
      tools: 1,
    });
    expect(tools).toEqual([expect.objectContaining({ 'io.modelcontextprotocol/protocolVersion': '2026-07-28' })]);
    expect(sent(session.attempts[0])).toEqual(['server/discover', 'tools/list']);
  });

  it.each([
    ['an error', ''],
    ['silence', `'server/discover': () => undefined,`],
  ])('goes on with initialize in the same process after %s', async (_name, handlers) => {
    const { session } = await connect(server(handlers), { handshake: PROBING });
    expect(session.outcome).toMatchObject({ kind: 'connected', era: 'legacy' });
    expect(session.attempts).toHaveLength(1);
    expect(sent(session.attempts[0])).toEqual(['server/discover', 'initialize', 'notifications/initialized', 'tools/list']);
    expect(session.attempts[0]?.phasesMs['discover']).toBeDefined();
  });

  const exits = server(`'server/discover': () => { process.exit(0); },`);
  it('starts a server again that exits on the probe, when the client does', async () => {
    const { session } = await connect(exits, { handshake: { ...PROBING, respawnsAfterProbeExit: true } });
    expect(session.outcome.kind).toBe('connected');
    expect(session.attempts.map(({ first, exit }) => [first, exit?.code])).toEqual([
      ['server/discover', 0],
      ['initialize', undefined],
    ]);
  });

  it('fails on a server that exits on the probe, when the client does not', async () => {
    const { session } = await connect(exits, { handshake: PROBING });
    expect(stageOf(session.outcome)).toBe('exit');
    expect(session.attempts[0]?.exit).toMatchObject({ code: 0, beforeAnswer: true });
  });

  it('gives up on a modern server of another revision', async () => {
    const code = server(`'server/discover': (m) => { say({ id: m.id, error: { code: -32022, message: 'no', data: { supported: ['2027-01-01'] } } }); },`);
    expect(stageOf((await connect(code, { handshake: PROBING })).session.outcome)).toBe('version');
  });
});

describe('probeOtherEra', () => {
  it('finds a modern-only server behind a legacy client', async () => {
    const code = server(`${MODERN} ${REFUSES_INITIALIZE}`);
    expect(stageOf((await connect(code)).session.outcome)).toBe('rpc-error');
    const other = await probeOtherEra(makePlan(code), makeDefinition(), redactor, QUICK);
    expect(other.outcome).toMatchObject({ kind: 'connected', era: 'modern' });
    expect(other.attempts.map(({ first }) => first)).toEqual(['server/discover']);
  });

  it('tells that a legacy server has no other era, and does not fall back', async () => {
    const other = await probeOtherEra(makePlan(server()), makeDefinition(), redactor, QUICK);
    expect(stageOf(other.outcome)).toBe('rpc-error');
    expect(sent(other.attempts[0])).toEqual(['server/discover']);
  });

  it('begins with initialize for a probing client', async () => {
    const other = await probeOtherEra(makePlan(server()), makeDefinition(PROBING), redactor, QUICK);
    expect(other.outcome).toMatchObject({ kind: 'connected', era: 'legacy' });
    expect(sent(other.attempts[0])).toEqual(['initialize', 'notifications/initialized']);
  });
});

describe('limits', () => {
  it('waits beyond the limit and tells slow from stuck', async () => {
    const slow = server(`initialize: (m) => { setTimeout(() => say({ id: m.id, result: hello }), 500); },`);
    const late = await connect(slow, { plan: { limitMs: 300 }, options: { patienceMs: 5_000 } });
    expect(stageOf(late.session.outcome)).toBe('silence');
    expect(late.session.patience?.answeredAtMs).toBeGreaterThan(300);
    const stuck = await connect(STAY, { plan: { limitMs: 200 }, options: { patienceMs: 100 } });
    expect(stageOf(stuck.session.outcome)).toBe('silence');
    expect(stuck.session.patience).toEqual({ waitedMs: expect.any(Number) as unknown });
    expect(stuck.session.attempts[0]?.busyWith).toEqual(['node']);
    expect(stuck.session.attempts[0]?.shutdown).toMatchObject({ exitedOnEof: false, killedWith: 'SIGTERM' });
    expect(stuck.session.attempts[0]?.exit).toBeUndefined();
  });

  it('rejects with the reason of an abort, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const opening = openStdioSession(makePlan(`process.on('SIGTERM', () => {}); ${STAY}`), makeDefinition(), redactor, { ...QUICK, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
  });
});
