import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/index.ts';
import { entryFromTarget } from '../../src/discover/adhoc.ts';
import { discover } from '../../src/discover/discover.ts';
import type { ClientDefinition, ConnectPlan, StdioPlan } from '../../src/model/index.ts';
import { discoverServers, makeHome, readOne, vary } from './fake-home.ts';

const env = { GH_TOKEN: 'abc', PLAIN: 'x', Path2: 'y', LD_X: '1' };

function stdio(plan: ConnectPlan | undefined): StdioPlan {
  if (plan?.transport !== 'stdio') throw new Error('no stdio plan');
  return plan;
}

async function planOf(
  raw: unknown,
  definition: ClientDefinition,
  more: Record<string, string> = env,
  platform: 'linux' | 'win32' = 'linux',
): Promise<StdioPlan> {
  const { plan } = await readOne(raw, definition, more, platform);
  return stdio(plan?.reveal());
}

describe('environment of a stdio server', () => {
  it.each<[string, ClientDefinition['launch']['env'], string[]]>([
    ['all', 'all', ['GH_TOKEN', 'HOME', 'LD_X', 'OWN', 'PATH', 'PLAIN', 'Path2']],
    ['sdk', 'sdk', ['HOME', 'OWN', 'PATH']],
    ['no-secrets', 'no-secrets', ['HOME', 'LD_X', 'OWN', 'PATH', 'PLAIN', 'Path2']],
    ['names', { names: ['PATH', 'PLAIN'] }, ['OWN', 'PATH', 'PLAIN']],
  ])('%s', async (_, passes, names) => {
    const plan = await planOf({ command: 'node', env: { OWN: '1' } }, vary({ launch: { env: passes } }));
    expect(Object.keys(plan.env).toSorted()).toEqual(names);
  });

  it('adds, appends, refuses and lets the parent win as the client does', async () => {
    const raw = { command: 'node', env: { PLAIN: 'own', PATH: '/own', LD_PRELOAD: 'x' } };
    expect((await planOf(raw, vary({}))).env).toMatchObject({ PLAIN: 'own', PATH: '/own', LD_PRELOAD: 'x' });
    expect((await planOf(raw, vary({ launch: { parentWins: true } }))).env).toMatchObject({ PLAIN: 'x', PATH: '/usr/bin:/bin', LD_PRELOAD: 'x' });
    const varied = await planOf(raw, vary({ launch: { appendsPath: true, refusesEnv: ['LD_*'], adds: { DIR: '{project}/x' } } }));
    expect(varied.env).toMatchObject({ PATH: '/usr/bin:/bin:/own', DIR: expect.stringMatching(/\/work\/app\/x$/) });
    expect(varied.env['LD_PRELOAD']).toBeUndefined();
    expect(varied.searchPath).toEqual(['/usr/bin', '/bin', '/own']);
  });

  it('treats names on Windows without regard to case', async () => {
    const plan = await planOf({ command: 'node', env: { Path: 'C:\\own' } }, vary({}), env, 'win32');
    expect(Object.keys(plan.env).filter((name) => name.toUpperCase() === 'PATH')).toEqual(['Path']);
    expect(plan.searchPath).toEqual(['C:\\own']);
  });

  it('passes on variables the entry names, and says which are missing', async () => {
    const codex = vary({ launch: { env: { names: ['PATH'] } }, dialect: { fields: { command: 'command', url: ['url'], envVars: 'env_vars' } } });
    const { facts, plan } = await readOne({ command: 'node', env_vars: ['PLAIN', { name: 'GH_TOKEN' }, 'NOPE'] }, codex, env);
    expect(stdio(plan?.reveal()).env).toEqual({ PATH: '/usr/bin:/bin', PLAIN: 'x', GH_TOKEN: 'abc' });
    expect(facts.notes).toMatchObject([{ kind: 'variable-unset', variable: 'NOPE', at: ['env_vars', 2] }]);
  });
});

describe('folder, search path and limit', () => {
  it.each<[string, Partial<ClientDefinition['launch']>, string | undefined, RegExp]>([
    ['project', { cwd: 'project' }, undefined, /\/work\/app$/],
    ['home', { cwd: 'home' }, undefined, /medic-home-\w+$/],
    ['config folder', { cwd: 'config-dir' }, undefined, /\/\.small$/],
    ['unknown', { cwd: 'root-or-unknown' }, undefined, /^\/$/],
    ['absolute field', {}, '/tmp', /^\/tmp$/],
    ['relative field', {}, './sub', /\/work\/app\/sub$/],
    ['field not honoured', { honoursCwdField: false }, '/tmp', /\/work\/app$/],
  ])('%s', async (_, launch, cwd, expected) => {
    const plan = await planOf({ command: 'node', ...(cwd === undefined ? {} : { cwd }) }, vary({ launch }));
    expect(plan.cwd).toMatch(expected);
  });

  it('searches the PATH of the session for desktop applications', async () => {
    const session = { folders: ['/usr/bin'], from: 'launchd' };
    const { entries } = await discoverServers({ a: { command: 'x' } }, vary({ launch: { path: 'session' } }), env, { sessionPath: session });
    expect(entries[0]?.plan?.reveal()).toMatchObject({
      searchPath: ['/usr/bin'],
      searchedFrom: "the desktop session's PATH (launchd)",
      env: { PATH: '/usr/bin' },
    });
    expect(await planOf({ command: 'x' }, vary({}))).toMatchObject({ searchPath: ['/usr/bin', '/bin'], searchedFrom: "the terminal's PATH" });
  });

  it('knows the limit', async () => {
    expect((await planOf({ command: 'x' }, vary({}))).limitMs).toBe(30_000);
    expect((await planOf({ command: 'x', timeout: 5 }, vary({}))).limitMs).toBe(5000);
    const waits = vary({
      timeout: { variable: 'WAIT_MS' },
      dialect: { fields: { command: 'command', url: ['url'], timeout: { name: 'timeout', unitMs: 1, affectsConnect: false } } },
    });
    expect((await planOf({ command: 'x', timeout: 5 }, waits, { WAIT_MS: '60000' })).limitMs).toBe(60_000);
    expect((await planOf({ command: 'x' }, waits, { WAIT_MS: 'soon' })).limitMs).toBe(30_000);
  });

  it('splits the command only for clients that do', async () => {
    expect(await planOf({ command: 'node a.js', args: ['b'] }, vary({}))).toMatchObject({ command: 'node a.js', args: ['b'] });
    expect(await planOf({ command: 'node a.js', args: ['b'] }, vary({ launch: { splitsCommand: true } }))).toMatchObject({
      command: 'node',
      args: ['a.js', 'b'],
    });
  });
});

describe('remote servers', () => {
  it('carries headers, proxies and the client fallback', async () => {
    const { plan } = await readOne({ type: 'http', url: 'https://h.test/${P}', headers: { A: '${P}' } }, vary({ http: { fallback: 'sse' } }), {
      P: 'v',
      HTTPS_PROXY: 'http://p:1',
      no_proxy: 'x',
    });
    expect(plan?.reveal()).toEqual({
      transport: 'http-then-sse',
      url: 'https://h.test/v',
      headers: { A: 'v' },
      limitMs: 30_000,
      proxyEnv: { HTTPS_PROXY: 'http://p:1', no_proxy: 'x' },
    });
    const direct = await readOne({ url: 'https://h.test' }, vary({ http: { proxy: 'none' } }), { HTTPS_PROXY: 'http://p:1' });
    expect(direct.plan?.reveal()).toMatchObject({ proxyEnv: {} });
  });

  it('takes header values from named variables', async () => {
    const codex = vary({
      dialect: {
        fields: { command: 'command', url: ['url'], headers: 'http_headers', bearerTokenEnvVar: 'bearer_token_env_var', envHeaders: 'env_http_headers' },
      },
    });
    const raw = { url: 'https://h.test', bearer_token_env_var: 'TOK', env_http_headers: { 'X-A': 'HA', 'X-B': 'NOPE' } };
    const { plan, facts } = await readOne(raw, codex, { TOK: 'tokenvalue1', HA: 'a' });
    expect(plan?.reveal()).toMatchObject({ headers: { Authorization: 'Bearer tokenvalue1', 'X-A': 'a' } });
    expect(facts.notes).toMatchObject([{ kind: 'variable-unset', variable: 'NOPE', at: ['env_http_headers', 'X-B'] }]);
    expect(JSON.stringify(facts)).not.toContain('tokenvalue1');
    const missing = await readOne(raw, codex, {});
    expect(missing.facts.notes).toMatchObject([{ variable: 'TOK' }, { variable: 'HA' }, { variable: 'NOPE' }]);
  });
});

describe('targets given on the command line', () => {
  const roots = { home: '/h', project: '/h/p', platform: 'linux', env: { PATH: '/bin' }, isolated: false } as const;
  it('becomes a program or a URL', async () => {
    const program = await entryFromTarget({ argv: ['node', 'my server.js', '--key', 'YOUR_KEY'] }, roots, vary({}));
    expect(program.facts).toMatchObject({ name: 'node', file: '', loads: { state: 'loads' }, notes: [], problems: [] });
    expect(program.plan?.reveal()).toMatchObject({
      transport: 'stdio',
      command: 'node',
      args: ['my server.js', '--key', 'YOUR_KEY'],
      cwd: '/h/p',
      env: { PATH: '/bin' },
    });
    const remote = await entryFromTarget({ url: 'http://127.0.0.1:3000/mcp', headers: { Authorization: 'Bearer abcdefgh1' } }, roots, vary({}));
    expect(remote.plan?.reveal()).toMatchObject({
      transport: 'http-then-sse',
      url: 'http://127.0.0.1:3000/mcp',
      headers: { Authorization: 'Bearer abcdefgh1' },
    });
    expect(JSON.stringify(remote.facts)).not.toContain('abcdefgh1');
  });

  it.each(CLIENTS.filter(({ dialect }) => dialect.noRemote === undefined).map(({ id }) => id))('is a URL that %s would dial', async (id) => {
    const client = CLIENTS.find((one) => one.id === id) ?? vary({});
    const { facts, plan } = await entryFromTarget({ url: 'http://127.0.0.1:3000/mcp' }, roots, client);
    expect(facts.loads).toEqual({ state: 'loads' });
    expect(facts.problems).toEqual([]);
    expect(['http', 'http-then-sse']).toContain(plan?.reveal().transport);
  });

  it('does not expand what the shell has expanded', async () => {
    expect((await entryFromTarget({ argv: ['echo', '${HOME}', 'a b'] }, roots, vary({}))).plan?.reveal()).toMatchObject({ args: ['${HOME}', 'a b'] });
  });
});

it('never lets one broken entry take the others along where the client does not', async () => {
  const { entries } = await discoverServers({ bad: { command: 7 }, good: { command: 'node' } });
  expect(entries.map(({ facts }) => facts.loads.state)).toEqual(['dropped', 'loads']);
  const strict = await discoverServers({ bad: { command: 7 }, good: { command: 'node' } }, vary({ dialect: { wrongValueType: 'file' } }));
  expect(strict.entries.map(({ facts }) => facts.loads)).toEqual([
    { state: 'dropped', why: 'file-refused' },
    { state: 'dropped', why: 'file-refused', by: 'bad' },
  ]);
  expect(await discover(makeHome().roots(), [vary({})])).toMatchObject({ entries: [] });
});
