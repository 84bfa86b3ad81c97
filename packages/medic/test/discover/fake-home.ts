import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { discover, type DiscoverOptions } from '../../src/discover/discover.ts';
import type { ClientDefinition, Discovery, EntryFacts, FoundEntry, Platform, Roots } from '../../src/model/index.ts';

/** A home and a project below it, in a folder that goes away with the test file. */
export interface FakeHome {
  readonly home: string;
  readonly project: string;
  readonly write: (path: string, content: string | Uint8Array | object) => string;
  readonly roots: (env?: Record<string, string>, platform?: Platform) => Roots;
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function makeHome(): FakeHome {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-home-')));
  made.push(home);
  const project = join(home, 'work', 'app');
  mkdirSync(project, { recursive: true });
  return {
    home,
    project,
    write(path, content) {
      const whole = path.startsWith('~') ? join(home, path.slice(1)) : join(project, path);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 2));
      return whole;
    },
    roots: (env = {}, platform = 'linux') => ({ home, project, platform, env: { PATH: '/usr/bin:/bin', HOME: home, ...env }, isolated: true }),
  };
}

export const small: ClientDefinition = {
  id: 'cursor',
  name: 'Small',
  checked: 'made up for tests',
  kind: 'cli',
  files: [
    {
      scope: 'project',
      path: '{project}/.small/mcp.json',
      format: 'jsonc',
      servers: ['mcpServers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'tested',
    },
    { scope: 'user', path: '~/.small/mcp.json', format: 'jsonc', servers: ['mcpServers'], shape: 'map', precedence: 1, known: 'tested' },
  ],
  parser: { bom: 'accepted', comments: 'accepted', trailingComma: 'accepted', known: 'tested' },
  dialect: {
    command: 'string',
    fields: {
      type: 'type',
      command: 'command',
      args: 'args',
      env: 'env',
      cwd: 'cwd',
      url: ['url'],
      headers: 'headers',
      timeout: { name: 'timeout', unitMs: 1000, affectsConnect: true },
      disabled: 'disabled',
    },
    types: { stdio: 'stdio', http: 'http', sse: 'sse' },
    urlWithoutType: 'http-then-sse',
    wrongValueType: 'entry',
    unknownField: 'ignored',
    known: 'tested',
  },
  expansion: { syntax: ['${VAR}', '${VAR:-default}'], where: ['command', 'args', 'env', 'cwd', 'url', 'headers'], unset: 'literal', known: 'tested' },
  launch: { env: 'all', path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'resolves', known: 'tested' },
  handshake: { first: 'initialize', offers: '2025-11-25', accepts: 'known', clientInfo: { name: 'small', version: '1' }, listsTools: true, known: 'tested' },
  http: {
    fallback: 'none',
    sse: true,
    follows: 'same-origin',
    userAgent: 'small',
    sendsVersionHeader: true,
    proxy: 'env',
    trust: 'bundled',
    oauth: false,
    known: 'tested',
  },
  timeout: { connectMs: 30_000, known: 'tested' },
  logs: [],
  reload: 'start it again',
};

/** The definition with some facts replaced, one level deep. */
export function vary(changes: { readonly [K in keyof ClientDefinition]?: Partial<ClientDefinition[K]> }): ClientDefinition {
  const varied: Record<string, unknown> = { ...small };
  for (const [key, change] of Object.entries(changes)) {
    const before = varied[key];
    varied[key] = isRecord(before) && isRecord(change) ? { ...before, ...change } : change;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a definition with members of a definition
  return varied as unknown as ClientDefinition;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Discovers with one user file holding these servers. */
export async function discoverServers(
  servers: unknown,
  definition: ClientDefinition = small,
  env: Record<string, string> = {},
  options: DiscoverOptions = {},
  platform: Platform = 'linux',
): Promise<Discovery> {
  const fake = makeHome();
  fake.write('~/.small/mcp.json', { mcpServers: servers });
  return discover(fake.roots(env, platform), [definition], options);
}

/** The one entry made of this raw entry. */
export async function readOne(
  raw: unknown,
  definition: ClientDefinition = small,
  env: Record<string, string> = {},
  platform: Platform = 'linux',
): Promise<FoundEntry> {
  const { entries } = await discoverServers({ srv: raw }, definition, env, {}, platform);
  const [entry] = entries;
  if (entry === undefined) throw new Error('no entry was found');
  return entry;
}

/** Notes in short: `kind at.path`. */
export function briefNotes(facts: EntryFacts): readonly string[] {
  return facts.notes.map((note) => `${note.kind} ${note.at.join('.')}`);
}

/** Problems in short: `kind at.path -> suggestion (effect)`. */
export function briefProblems(facts: EntryFacts): readonly string[] {
  return facts.problems.map(({ kind, at, suggestion, effect }) => `${kind} ${at.join('.')}${suggestion === undefined ? '' : ` -> ${suggestion}`} (${effect})`);
}
