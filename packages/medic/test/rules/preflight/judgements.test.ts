import { describe, expect, it } from 'vitest';
import type { CertificateFacts, EntryFacts, Json, PreflightFactKind, PreflightFacts, PreflightRun, TlsFacts, VariableUse } from '../../../src/model/index.ts';
import type { HttpTurn, Judgement, Turn } from '../../../src/model/verify/index.ts';
import { PREFLIGHT_CHECKS } from '../../../src/rules/preflight/index.ts';

const NOW = '2026-11-01T00:00:00.000Z';
const DAY_MS = 86_400_000;
const RUN: PreflightRun = {
  transport: 'http',
  url: 'https://mcp.example.com/mcp',
  isLoopback: false,
  hasCredentials: false,
  needsLogin: false,
  answers: true,
  now: NOW,
  certificateDays: 14,
};

interface Row {
  readonly id: string;
  readonly status: Judgement['status'];
  readonly name: string;
  readonly facts: unknown;
  readonly run?: Partial<PreflightRun>;
}

function rowsOf<K extends PreflightFactKind>(
  id: string,
  _kind: K,
  rows: readonly (readonly [status: Judgement['status'], name: string, facts: PreflightFacts[K], run?: Partial<PreflightRun>])[],
): readonly Row[] {
  return rows.map(([status, name, facts, run]) => ({ id, status, name, facts, ...(run === undefined ? {} : { run }) }));
}

const ROWS: readonly Row[] = [
  ...rowsOf('pre.health-status', 'health', [
    ['pass', '200', health([200], [3])],
    ['fail', '503', health([503], [3])],
    ['not-tested', 'nothing answers at all', health([undefined], [3]), { answers: false }],
  ]),
  ...rowsOf('pre.health-time', 'health', [
    ['pass', 'the middle of three below the limit', health([200, 200, 200], [900, 499, 4])],
    ['fail', 'the middle of three at the limit', health([200, 200, 200], [900, 500, 4])],
  ]),
  ...rowsOf('pre.initialize-time', 'opening', [
    ['pass', '4,999 ms', { turn: answered(4_999) }],
    ['fail', '5,000 ms', { turn: answered(5_000) }],
    ['fail', 'no result', { turn: { ...answered(3), answer: undefined } as unknown as Turn }],
    ['not-tested', 'a login is wanted', { turn: answered(3) }, { needsLogin: true }],
  ]),
  ...rowsOf('pre.env-set', 'environment', [
    ['pass', 'required and set', variables([use('declared', true), use('documented', true)])],
    ['fail', 'required by a manifest and not set', variables([use('declared', false)])],
    ['warn', 'the code stops without it', variables([use('checked', false)])],
  ]),
  ...rowsOf('pre.env-documented', 'environment', [
    ['pass', 'named in the README', variables([use('documented', true)])],
    ['fail', 'required and named nowhere', variables([use('checked', true)])],
    ['warn', 'read and named nowhere', variables([use('read', true)])],
  ]),
  ...rowsOf('pre.invalid-token', 'invalid-token', [
    ['pass', '401', { invalid: refused(401), missing: refused(401) }],
    ['fail', '200 from another machine', { invalid: refused(200), missing: refused(401) }],
    ['warn', '200 from this machine, nobody has a token', { invalid: refused(200), missing: refused(200) }, { isLoopback: true }],
    ['not-tested', '503', { invalid: refused(503), missing: refused(401) }],
  ]),
  ...rowsOf('pre.missing-token', 'invalid-token', [
    ['pass', '401', { invalid: refused(401), missing: refused(401) }],
    ['fail', '403', { invalid: refused(401), missing: refused(403) }],
  ]),
  ...rowsOf('pre.certificate-trusted', 'certificate', [
    ['pass', 'no error', certificate(60, 90)],
    ['fail', 'refused', { ...certificate(60, 90), error: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' } }],
    ['pass', 'trusted by a root the user added', { ...certificate(60, 90), error: { code: 'SELF_SIGNED_CERT_IN_CHAIN', message: '' }, extraCaTrusts: true }],
    ['fail', 'plain HTTP to another machine', certificate(60, 90), { url: 'http://mcp.example.com/mcp' }],
  ]),
  ...rowsOf('pre.certificate-life', 'certificate', [
    ['pass', '14 days of 90 left', certificate(14, 90)],
    ['fail', '13 days of 90 left', certificate(13, 90)],
    ['pass', '2 days of 6 left', certificate(2, 6)],
    ['fail', '1 day of 6 left', certificate(1, 6)],
    ['fail', '20 days left, 30 are asked for', certificate(20, 90), { certificateDays: 30 }],
  ]),
  ...rowsOf('pre.compose-networks', 'compose', [
    ['pass', 'a named network', compose({ networks: ['front'] })],
    ['fail', 'no network', compose({ networks: [] })],
  ]),
  ...rowsOf('pre.compose-addresses', 'compose', [
    ['pass', 'names only', compose({})],
    ['fail', 'a raw address', compose({ addresses: [{ where: 'environment.API', address: '172.18.0.3', line: 7 }] })],
  ]),
  ...rowsOf('pre.ports-open', 'ports', [
    ['pass', 'its own port', listening('0.0.0.0', 443)],
    ['fail', 'another port, for everybody', listening('0.0.0.0', 9229)],
    ['warn', 'another port, for this machine', listening('127.0.0.1', 9229)],
  ]),
  ...rowsOf('pre.ports-published', 'compose', [
    ['pass', 'the port of the proxy', compose({ published: ['443:8443'] })],
    ['fail', 'a database', compose({ published: ['443:8443', '5432:5432', '6379:6379'] })],
    ['pass', 'one port, to which a proxy may lead', compose({ published: ['8080:8080'] })],
  ]),
  ...rowsOf('pre.logs-stderr', 'logs', [
    ['pass', 'messages only', { noise: [], stdoutBytes: 900, stderrLines: 2 }],
    ['fail', 'a banner', { noise: ['ready'], stdoutBytes: 900 }],
    ['not-tested', 'silence', { noise: [], stdoutBytes: 0 }],
  ]),
  ...rowsOf('pre.logs-structured', 'logs', [
    ['pass', '8 of 10 lines are JSON', logOf(8, 2)],
    ['fail', '7 of 10 lines are JSON', logOf(7, 3)],
    ['not-tested', 'no file', { files: [] }],
    ['not-tested', 'an empty file', logOf(0, 0)],
  ]),
  ...rowsOf('pre.secrets-in-log', 'secrets', [
    ['pass', 'nothing came out', canary('log', false)],
    ['fail', 'in the log', canary('log', true)],
    ['pass', 'in an answer, which is said elsewhere', canary('answer', true)],
    ['not-tested', 'no log could be read', { ...canary('log', false), readsLog: false }],
  ]),
  ...rowsOf('pre.secrets-in-answers', 'secrets', [
    ['pass', 'nothing came out', canary('answer', false)],
    ['fail', 'in an answer', canary('answer', true)],
  ]),
  ...rowsOf('pre.schemas-typed', 'schemas', [
    ['pass', 'a parameter with a type', tool({ type: 'object', properties: { x: { type: 'string' } } })],
    ['fail', 'anything', tool({ type: 'object' })],
  ]),
  ...rowsOf('pre.schemas-parameters', 'schemas', [
    ['pass', 'a parameter with a type', tool({ type: 'object', properties: { x: { type: 'string' } } })],
    ['warn', 'a parameter without one', tool({ type: 'object', properties: { x: {} } })],
  ]),
  ...rowsOf('pre.verify', 'verify', [
    ['pass', 'warnings only', verified('warn')],
    ['fail', 'a failure', verified('fail')],
    ['not-tested', 'the server answers nothing', verified('warn'), { answers: false }],
  ]),
  ...rowsOf('pre.starts-together', 'starts', [
    ['pass', '9,999 ms', { starts: [started(200), started(9_999)] }],
    ['fail', '10,000 ms', { starts: [started(200), started(10_000)] }],
    ['fail', 'one does not answer', { starts: [started(200), { ms: 300, failure: 'it ended' }] }],
  ]),
  ...rowsOf('pre.config-paths', 'client-config', [
    ['pass', 'an absolute command', entry('app', '/usr/bin/node', ['/srv/server.js'])],
    ['fail', 'a relative script', entry('cli', 'node', ['./server.js'])],
    ['pass', 'npx in an app that found it', entry('app', 'npx', ['-y', '@example/server'])],
    ['warn', 'npx in an app, and no answer', entry('app', 'npx', ['-y', '@example/server']), { answers: false }],
    ['pass', 'npx in a terminal client', entry('cli', 'npx', ['-y', '@example/server']), { answers: false }],
  ]),
  ...rowsOf('pre.config-expansion', 'client-config', [
    ['pass', 'nothing to expand', entry('app', 'npx', ['-y', '@example/server'])],
    ['fail', 'a shell that expands', entry('app', '/bin/sh', ['-c', 'node $HOME/server.js'])],
  ]),
  ...rowsOf('pre.config-parses', 'config-files', [
    ['pass', 'no fault', { folder: '/srv', files: [{ path: '/srv/package.json', what: 'package.json', faults: [] }] }],
    [
      'fail',
      'a comma too many',
      { folder: '/srv', files: [{ path: '/srv/package.json', what: 'package.json', faults: [{ message: 'unexpected }', line: 3 }] }] },
    ],
  ]),
];

describe('the checklist', () => {
  it.each(ROWS)('$id: $status for $name', ({ id, status, facts, run }) => {
    const check = PREFLIGHT_CHECKS.find((one) => one.id === id);
    expect(check?.judge(facts as never, { ...RUN, ...run }).status).toBe(status);
  });

  it('has a server that passes and one that does not pass for each check', () => {
    const shows = (id: string, statuses: readonly Judgement['status'][]): boolean => ROWS.some((row) => row.id === id && statuses.includes(row.status));
    expect(PREFLIGHT_CHECKS.filter(({ id }) => !shows(id, ['pass']) || !shows(id, ['fail', 'warn'])).map(({ id }) => id)).toEqual([]);
  });

  it('names what verify failed', () => {
    const check = PREFLIGHT_CHECKS.find(({ id }) => id === 'pre.verify');
    expect(check?.judge(verified('fail') as never, RUN)).toMatchObject({
      evidence: [{ what: 'ver.echo: Answers with the requested revision', quote: 'sent one, got another' }],
    });
  });
});

function http(status: number | undefined): HttpTurn {
  return {
    method: 'GET',
    url: 'https://mcp.example.com/health',
    requestHeaders: {},
    ...(status === undefined ? { error: { phase: 'tcp', code: 'ECONNREFUSED', message: 'connection refused' } } : { status }),
    headers: {},
    contentType: 'application/json',
    body: '{}',
    bytes: 2,
    ended: status !== undefined,
    phasesMs: {},
  };
}

function health(statuses: readonly (number | undefined)[], times: readonly number[]): PreflightFacts['health'] {
  return { url: 'https://mcp.example.com/health', tries: statuses.map((status, index) => ({ ms: times[index] ?? 0, http: http(status) })) };
}

function answered(ms: number): Turn {
  const json = { jsonrpc: '2.0', id: 1, result: {} };
  return { peer: 1, what: 'initialize', sent: '{}', answer: { json, result: {}, id: 'exact', faults: [] }, others: [], noise: [], end: 'answered', ms };
}

function refused(status: number): Turn {
  const { answer: _answer, ...turn } = answered(5);
  return { ...turn, http: http(status) };
}

function started(ms: number): PreflightFacts['starts']['starts'][number] {
  return { ms, turn: answered(ms) };
}

function use(kind: VariableUse['places'][number]['kind'], isSet: boolean): VariableUse {
  return { name: 'CRM_URL', isSet, places: [{ kind, file: 'server.js', line: 3, quote: 'process.env.CRM_URL' }] };
}

/** One variable with all these places. */
function variables(uses: readonly VariableUse[]): PreflightFacts['environment'] {
  const [first] = uses;
  const all = first === undefined ? [] : [{ ...first, places: uses.flatMap(({ places }) => places) }];
  return { folder: '/srv', setIn: 'the environment the server is started with', variables: all, filesRead: 4 };
}

function certificate(leftDays: number, lifeDays: number): TlsFacts {
  const validTo = Date.parse(NOW) + leftDays * DAY_MS;
  const leaf: CertificateFacts = {
    subject: 'CN=mcp.example.com',
    issuer: 'CN=Example CA',
    altNames: ['DNS:mcp.example.com'],
    validFrom: new Date(validTo - lifeDays * DAY_MS).toISOString(),
    validTo: new Date(validTo).toISOString(),
    selfSigned: false,
    isCa: false,
    fingerprint256: '',
  };
  return { host: 'mcp.example.com', port: 443, protocol: 'TLSv1.3', chain: [leaf] };
}

function compose(service: Partial<PreflightFacts['compose']['files'][number]['services'][number]>): PreflightFacts['compose'] {
  const full = { name: 'web', line: 2, networks: ['front'], published: [], addresses: [], ...service };
  return { folder: '/srv', files: [{ path: '/srv/compose.yaml', networks: ['front'], services: [full] }] };
}

function listening(address: string, port: number): PreflightFacts['ports'] {
  return { owner: 'node (pid 12) and what it started', needed: 443, listeners: [{ address, port, program: 'node' }] };
}

function logOf(json: number, plain: number): PreflightFacts['logs'] {
  return { files: [{ path: '/var/log/server.log', lines: [...Array(json).fill('{"level":"info"}'), ...Array(plain).fill('listening')] as string[] }] };
}

function canary(where: 'log' | 'answer', isOut: boolean): PreflightFacts['secrets'] {
  const leak = { carrier: 'API_TOKEN', where, form: 'as it is', quote: 'token [canary]' } as const;
  return { planted: ['API_TOKEN'], searched: ['the log', 'answers'], readsLog: true, leaks: isOut ? [leak] : [] };
}

function tool(inputSchema: Json): PreflightFacts['schemas'] {
  return { tools: [{ name: 'search', inputSchema }] };
}

function verified(status: 'fail' | 'warn'): PreflightFacts['verify'] {
  const summary = { pass: 200, fail: status === 'fail' ? 1 : 0, warn: status === 'warn' ? 1 : 0, notApplicable: 0, notTested: 0 };
  const evidence = [{ what: 'sent one, got another' }];
  return { summary, durationMs: 9_000, against: [{ id: 'ver.echo', title: 'Answers with the requested revision', status, evidence }] };
}

function entry(kind: 'app' | 'cli', command: string, args: readonly string[]): PreflightFacts['client-config'] {
  const facts: EntryFacts = {
    client: 'claude-desktop',
    scope: 'user',
    name: 'crm',
    file: '/home/u/config.json',
    line: 3,
    at: ['mcpServers', 'crm'],
    fromProject: false,
    written: { command, args },
    effective: { transport: 'stdio', command, args, connectMs: 60_000 },
    problems: [],
    notes: [],
    loads: { state: 'loads' },
  };
  return { entry: facts, client: { name: 'Claude Desktop', kind }, searchedFrom: "the desktop session's PATH" };
}
