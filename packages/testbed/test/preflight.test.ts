import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTarget } from '../../medic/src/engine/find-target.ts';
import { runPreflight } from '../../medic/src/engine/preflight/run-preflight.ts';
import type { Target } from '../../medic/src/engine/request.ts';
import type { ClientId, PreflightItem, PreflightResult, Roots } from '../../medic/src/model/index.ts';
import { PREFLIGHT_CHECKS } from '../../medic/src/rules/preflight/index.ts';
import { TOKENS } from '../src/conformance/auth/tokens.ts';
import { bundleServer } from '../src/conformance/bundle.ts';
import { startFaultServer } from '../src/http/start.ts';
import { startFront, type FrontOptions } from '../src/preflight-front.ts';
import { tlsMaterial, type CertificateKind } from '../src/tls-server.ts';
import { idsAgainst } from '../src/verify-conformance.ts';

const FIXTURE = fileURLToPath(new URL('../servers/preflight.mjs', import.meta.url));
const WITHOUT_VERIFY = PREFLIGHT_CHECKS.map(({ item }) => item).filter((item) => item !== 'verify');
const LOGIN = { Authorization: `Bearer ${TOKENS.full}` };
let folder = '';

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'medic-preflight-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Wish {
  readonly items?: readonly PreflightItem[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly project?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly client?: ClientId;
  readonly home?: string;
}

async function preflight(target: Target, { items = WITHOUT_VERIFY, headers, project, client, home = folder, env = {} }: Wish = {}): Promise<PreflightResult> {
  const roots: Roots = { home, project: project ?? folder, platform: 'linux', env: { PATH: process.env['PATH'], ...env }, isolated: true };
  const { found } = await findTarget(target, roots, { ...(headers === undefined ? {} : { headers }), ...(client === undefined ? {} : { client }) });
  const request = { found, target: 'fixture', roots, version: '0.0.0', healthPath: '/health', certificateDays: 14 };
  const checks = PREFLIGHT_CHECKS.filter(({ item }) => items.includes(item));
  for await (const event of runPreflight(request, checks)) if (event.type === 'done') return event.result;
  throw new Error('the run ended without a result');
}

function fixture(...faults: readonly string[]): Target {
  return { kind: 'argv', argv: [process.execPath, FIXTURE, ...faults] };
}

/** A folder with these files in it. */
function makeFolder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

/** A package of its own around the fixture, whose code begins with this statement. */
function makeServer(files: Readonly<Record<string, string>>, statement: string): string {
  const script = join(makeFolder({ 'package.json': '{}', ...files }), 'server.mjs');
  writeFileSync(script, `${statement};\nawait import(${JSON.stringify(FIXTURE)});\n`);
  return script;
}

/** The first line of the file, once it is whole. */
async function readAddress(file: string): Promise<string> {
  for (;;) {
    const [line, ...more] = readFileSync(file, 'utf8').split('\n');
    if (line !== undefined && more.length > 0) return line;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function statusOf({ checks }: PreflightResult, id: string): string | undefined {
  return checks.find((check) => check.id === id)?.status;
}

describe('preflight over stdio', () => {
  it('has nothing against a good server, and leaves no item out', async () => {
    const script = makeServer({ 'README.md': 'Set FIXTURE_API_TOKEN.' }, 'process.env.FIXTURE_API_TOKEN');
    const result = await preflight({ kind: 'argv', argv: [process.execPath, script] });
    expect(idsAgainst(result)).toEqual([]);
    expect(result.checks.filter(({ status, reason }) => status !== 'pass' && reason === undefined)).toEqual([]);
    expect(new Set(result.checks.map(({ group }) => group)).size).toBe(13);
    expect(result.summary.pass).toBeGreaterThan(7);
  });

  it.each<readonly [string, PreflightItem, string]>([
    ['noise', 'logs', 'pre.logs-stderr'],
    ['listen', 'ports', 'pre.ports-open'],
    ['listen-loopback', 'ports', 'pre.ports-open'],
    ['free-tool', 'schemas', 'pre.schemas-typed'],
    ['free-parameter', 'schemas', 'pre.schemas-parameters'],
    ['leak-environment', 'secrets', 'pre.secrets-in-log'],
  ])('%s is seen', async (fault, item, id) => {
    expect(idsAgainst(await preflight(fixture(fault), { items: [item] }))).toEqual([id]);
  });

  it('plants made-up secrets in variables that look like one, and finds them raw, encoded and in answers', async () => {
    const script = makeServer({ 'README.md': 'Set FIXTURE_API_TOKEN.' }, 'process.env.FIXTURE_API_TOKEN');
    const run = async (fault: string): Promise<PreflightResult> =>
      preflight({ kind: 'argv', argv: [process.execPath, script, fault] }, { items: ['secrets'], env: { FIXTURE_API_TOKEN: 'real-value-0123456789' } });
    const [raw, encoded, answered] = [await run('leak-stderr'), await run('leak-encoded'), await run('leak-answer')];
    expect([idsAgainst(raw), idsAgainst(encoded), idsAgainst(answered)]).toEqual([['pre.secrets-in-log'], ['pre.secrets-in-log'], ['pre.secrets-in-answers']]);
    expect(raw.checks[0]?.evidence[0]).toMatchObject({ what: 'the made-up secret in FIXTURE_API_TOKEN came out again, as it is', where: 'stderr' });
    expect(encoded.checks[0]?.evidence[0]?.what).toContain('encoded');
    expect(JSON.stringify([raw, encoded, answered])).not.toContain('real-value');
  });

  it('tells a server that only one copy of can run', async () => {
    const free = createServer();
    await new Promise<void>((done) => free.listen(0, '127.0.0.1', done));
    const { port } = free.address() as AddressInfo;
    await new Promise<void>((done) => free.close(() => done()));
    const script = makeServer({}, `process.env.FIXTURE_LOCK_PORT = '${port}'`);
    expect(idsAgainst(await preflight({ kind: 'argv', argv: [process.execPath, script, 'alone'] }, { items: ['starts'] }))).toEqual(['pre.starts-together']);
  });

  it('fails a program that ends before it answers, and says so once', async () => {
    const result = await preflight(
      { kind: 'argv', argv: [process.execPath, '-e', 'process.exit(3)'] },
      { items: ['initialize', 'schemas', 'logs', 'starts', 'verify'] },
    );
    expect(idsAgainst(result)).toEqual(['pre.initialize-time']);
    expect(result.era).toBe('none');
  });
});

describe('preflight over HTTP', () => {
  async function against(options: FrontOptions, items: readonly PreflightItem[], headers?: Readonly<Record<string, string>>): Promise<PreflightResult> {
    const front = await startFront(options);
    try {
      return await preflight({ kind: 'url', url: front.url }, { items, ...(headers === undefined ? {} : { headers }) });
    } finally {
      await front.close();
    }
  }
  const asks = { server: { auth: 'bearer' } } as const;
  // The test's own process holds the port, and its other ports; so the items that look at the process are left to others.
  const items = WITHOUT_VERIFY.filter((item) => item !== 'ports' && item !== 'logs');

  it('has nothing against a good server with a login and a health address', async () => {
    const result = await against(asks, items, LOGIN);
    expect(idsAgainst(result)).toEqual([]);
    expect(['pre.health-status', 'pre.health-time', 'pre.invalid-token', 'pre.missing-token'].map((id) => statusOf(result, id))).toEqual(Array(4).fill('pass'));
  });

  it.each<readonly [string, FrontOptions, PreflightItem, readonly string[]]>([
    ['a health address that says 503', { healthStatus: 503 }, 'health', ['pre.health-status']],
    ['no health address', { healthStatus: 404 }, 'health', ['pre.health-status']],
    ['a slow health address', { healthDelayMs: 550 }, 'health', ['pre.health-time']],
    ['403 where 401 is due', { ...asks, refusesWith: 403 }, 'invalid-token', ['pre.invalid-token', 'pre.missing-token']],
    ['any token let in', { server: { auth: 'bearer', breaks: ['auth.bad-token--accepted'] } }, 'invalid-token', ['pre.invalid-token']],
    ['a refusal that repeats the token', { ...asks, echoesToken: true }, 'secrets', ['pre.secrets-in-answers']],
  ])('%s is seen', async (_, options, item, ids) => {
    expect(idsAgainst(await against(options, [item], LOGIN))).toEqual(ids);
  });

  it('names what a whole run of verify fails', async () => {
    const result = await against({ server: { era: 'modern', breaks: ['meta.resulttype'] } }, ['verify']);
    expect(idsAgainst(result)).toEqual(['pre.verify']);
    expect(result.checks.find(({ id }) => id === 'pre.verify')?.evidence[0]?.what).toMatch(/^meta\.resulttype: /);
  }, 120_000);

  it.runIf(process.platform === 'linux')('a log that is plain text is seen, in the file its output goes to', async () => {
    const made = makeFolder({});
    const program = await bundleServer(made);
    const log = openSync(join(made, 'server.log'), 'a+');
    const server = spawn(process.execPath, [program, '--transport', 'http'], { stdio: ['ignore', log, log] });
    try {
      const url = await readAddress(join(made, 'server.log'));
      const result = await preflight({ kind: 'url', url }, { items: ['logs'] });
      expect(idsAgainst(result)).toEqual(['pre.logs-structured']);
      expect(result.checks.find(({ id }) => id === 'pre.logs-structured')?.evidence[0]).toMatchObject({ quote: url });
    } finally {
      server.kill();
      closeSync(log);
    }
  });

  it('only warns of a local server without login', async () => {
    const result = await against({}, ['invalid-token']);
    expect([statusOf(result, 'pre.invalid-token'), statusOf(result, 'pre.missing-token')]).toEqual(['warn', 'warn']);
  });

  it.each<readonly [CertificateKind, boolean, readonly string[]]>([
    ['full-chain', true, []],
    ['self-signed', false, ['pre.certificate-trusted']],
    ['wrong-host', true, ['pre.certificate-trusted']],
    ['expired', true, ['pre.certificate-trusted', 'pre.certificate-life']],
    ['expires-soon', true, ['pre.certificate-life']],
  ])('certificate %s (root trusted: %s)', async (kind, isTrusted, ids) => {
    const tls = tlsMaterial(kind);
    const root = join(makeFolder({ 'root.pem': tls.root }), 'root.pem');
    const server = await startFaultServer({ fault: 'ok', tls });
    try {
      const url = `${server.origin.replace('127.0.0.1', 'localhost')}/mcp`;
      const home = makeFolder({ '.claude.json': JSON.stringify({ mcpServers: { crm: { type: 'http', url } } }) });
      const env = isTrusted ? { NODE_EXTRA_CA_CERTS: root } : {};
      const wish = { client: 'claude-code', items: ['certificate'], home, env } as const;
      expect(idsAgainst(await preflight({ kind: 'name', name: 'crm' }, wish))).toEqual(ids);
    } finally {
      await server.close();
    }
  });
});

describe('preflight of a project folder', () => {
  const files = async (given: Readonly<Record<string, string>>, items: readonly PreflightItem[]): Promise<PreflightResult> =>
    preflight(fixture(), { items, project: makeFolder(given) });
  const good =
    'services:\n  web:\n    image: a\n    networks: [front]\n    ports: ["127.0.0.1:8080:80"]\n    environment:\n      API: http://db:5432\nnetworks:\n  front: {}\n';

  it('has nothing against good Compose and config files', async () => {
    const result = await files({ 'compose.yaml': good, 'package.json': '{}', '.mcp.json': '{"mcpServers":{}}' }, ['compose', 'ports', 'config-files']);
    expect(idsAgainst(result)).toEqual([]);
    expect(statusOf(result, 'pre.config-parses')).toBe('pass');
  });

  it.each<readonly [string, Readonly<Record<string, string>>, PreflightItem, readonly string[]]>([
    ['no named network', { 'compose.yaml': good.replace('    networks: [front]\n', '') }, 'compose', ['pre.compose-networks']],
    ['host networking', { 'compose.yaml': good.replace('networks: [front]', 'network_mode: host') }, 'compose', ['pre.compose-networks']],
    ['a raw address', { 'docker-compose.yml': good.replace('http://db:5432', 'http://172.18.0.3:5432') }, 'compose', ['pre.compose-addresses']],
    ['two published ports', { 'compose.yaml': good.replace('["127.0.0.1:8080:80"]', '["8080:80", "5432:5432"]') }, 'ports', ['pre.ports-published']],
    ['a Compose file that does not parse', { 'compose.yaml': 'services:\n  web: [\n' }, 'config-files', ['pre.config-parses']],
    ['a client config that does not parse', { '.mcp.json': '{"mcpServers": {"a" {}}}' }, 'config-files', ['pre.config-parses']],
    ['a package.json that does not parse', { 'package.json': '{"name": }' }, 'config-files', ['pre.config-parses']],
  ])('%s is seen', async (_, given, item, ids) => {
    expect(idsAgainst(await files(given, [item]))).toEqual(ids);
  });

  it('names the file and the line of a raw address', async () => {
    const { checks } = await files({ 'compose.yaml': good.replace('http://db:5432', 'http://172.18.0.3:5432') }, ['compose']);
    expect(checks.find(({ id }) => id === 'pre.compose-addresses')?.evidence[0]).toMatchObject({
      what: 'service web: environment.API holds the address 172.18.0.3',
      where: expect.stringMatching(/compose\.yaml:7$/) as string,
    });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, readonly string[]]>([
    ['a documented variable that is set', { 'README.md': 'Set CRM_URL.' }, { CRM_URL: 'x' }, []],
    [
      'a required variable that is not set',
      { 'server.json': '{"packages":[{"environmentVariables":[{"name":"CRM_URL","isRequired":true}]}]}' },
      {},
      ['pre.env-set'],
    ],
    ['a variable that no document names', {}, { CRM_URL: 'x' }, ['pre.env-documented']],
  ])('%s', async (_, given, env, ids) => {
    const script = makeServer(given, 'process.env.CRM_URL');
    expect(idsAgainst(await preflight({ kind: 'argv', argv: [process.execPath, script] }, { items: ['environment'], env }))).toEqual(ids);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['an absolute command', JSON.stringify({ command: process.execPath, args: [FIXTURE] }), []],
    ['a relative script', JSON.stringify({ command: process.execPath, args: ['./server.mjs'] }), ['pre.config-paths']],
    ['a shell', JSON.stringify({ command: '/bin/sh', args: ['-c', 'node $HOME/server.mjs'] }), ['pre.config-expansion']],
  ])('an entry with %s', async (_, entry, ids) => {
    const project = makeFolder({ '.mcp.json': `{"mcpServers":{"crm":${entry}}}` });
    expect(idsAgainst(await preflight({ kind: 'name', name: 'crm' }, { items: ['client-config'], project }))).toEqual(ids);
  });
});
