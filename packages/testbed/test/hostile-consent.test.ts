import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDoctor } from '../../medic/src/engine/doctor.ts';
import type { ConsentAsk } from '../../medic/src/engine/request.ts';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed, type Bed } from '../src/bed.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { CLONED_REPOSITORY, TOUCH } from '../src/hostile/cloned-repository.ts';
import { runCli } from '../src/hostile/run-cli.ts';

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

const ranIn = ({ home }: Bed): readonly string[] => readdirSync(home).filter((name) => name.startsWith('ran-'));

async function withBed(use: (bed: Bed) => Promise<void>): Promise<void> {
  const bed = await buildBed(CLONED_REPOSITORY);
  try {
    await use(bed);
  } finally {
    await bed.close();
  }
}

/** What the doctor would ask before it starts anything, with the digests it would remember. */
async function collectAsks({ home, project, env }: Bed): Promise<readonly ConsentAsk[]> {
  const asks: ConsentAsk[] = [];
  const request = {
    roots: { home, project, platform: 'linux', env, isolated: true },
    version: '0',
    targets: [],
    isStatic: false,
    trustsProject: false,
    withSteps: false,
    patienceMs: 0,
  } as const;
  for await (const _ of runDoctor({ ...request, consent: async (ask) => (asks.push(ask), false) }));
  return asks;
}

/** T1: nothing a folder brings along is started or dialled because somebody looked at it. */
describe.concurrent('a cloned repository', () => {
  it.each([
    ['without a terminal', [], {}],
    ['in CI', [], { CI: '1' }],
    ['as JSON', ['--json'], {}],
    ['as Markdown', ['--format', 'markdown'], {}],
    ['with steps', ['--steps', '--all'], {}],
    ['statically', ['--static'], {}],
    ['statically although trusted', ['--static', '--trust'], {}],
    ['for another system', ['--platform', 'darwin', '--trust'], {}],
    ['asked for by name', ['cursor'], {}],
    ['asked for by client', ['--client', 'cursor'], {}],
    ['with variables that claim consent', [], { MCP_MEDIC_TRUST: '1', MCP_MEDIC_YES: '1', FORCE_COLOR: '1' }],
  ])('is not run %s', (_, words, env) =>
    withBed(async (bed) => {
      const run = await runCli(cli.file, bed, words, { env, deadlineMs: 30_000 });
      expect(run.signal).toBeNull();
      expect(ranIn(bed)).toEqual([]);
      expect(bed.servers[0]?.requests).toEqual([]);
      expect(run.survivors).toEqual([]);
    }),
  );

  it('is reported as not checked, with the way to check it', () =>
    withBed(async (bed) => {
      const run = await runCli(cli.file, bed, ['--json'], { deadlineMs: 30_000 });
      const { servers } = JSON.parse(run.stdout) as DoctorResult;
      expect(servers.length).toBeGreaterThan(10);
      expect(servers.filter(({ verdict }) => verdict !== 'not-checked').map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([]);
      expect(servers.filter(({ reason }) => reason?.includes('--trust') === true).length).toBeGreaterThan(10);
    }));

  it(
    'is run with --trust, so that the tests above mean something',
    () =>
      withBed(async (bed) => {
        const run = await runCli(cli.file, bed, ['--trust', '--json'], { deadlineMs: 60_000 });
        expect(run.signal).toBeNull();
        expect(ranIn(bed).length).toBeGreaterThan(5);
        expect(bed.servers[0]?.requests.length).toBeGreaterThan(5);
      }),
    70_000,
  );
});

describe.concurrent('consent', () => {
  it(
    "counts only in the user's own folder, for exactly what was shown",
    () =>
      withBed(async (bed) => {
        const asks = await collectAsks(bed);
        const cursor = asks.find(({ name }) => name === 'cursor');
        expect(cursor?.argv.slice(1)).toEqual([TOUCH, join(bed.home, 'ran-cursor')]);
        const digests = JSON.stringify(asks.map(({ digest }) => digest));

        for (const place of ['.local/state/mcp-medic/consent.json', '.mcp-medic/consent.json', 'consent.json', '.config/mcp-medic/consent.json'])
          write(join(bed.project, place), digests);
        await runCli(cli.file, bed, [], { deadlineMs: 30_000 });
        expect(ranIn(bed)).toEqual([]);

        write(join(bed.home, '.local/state/mcp-medic/consent.json'), JSON.stringify([cursor?.digest]));
        await runCli(cli.file, bed, [], { deadlineMs: 30_000 });
        expect(ranIn(bed)).toEqual(['ran-cursor']);
      }),
    90_000,
  );

  it.each([
    ['an argument', (entry: Entry) => ({ ...entry, args: [...(entry.args ?? []), 'more'] })],
    ['the command', (entry: Entry) => ({ ...entry, command: '/usr/bin/env', args: [String(entry.command), ...(entry.args ?? [])] })],
    ['a variable', (entry: Entry) => ({ ...entry, env: { NODE_OPTIONS: '--no-warnings' } })],
    ['the folder it runs in', (entry: Entry) => ({ ...entry, cwd: '/tmp' })],
  ])(
    'is asked for again when %s changes',
    (_, change) =>
      withBed(async (bed) => {
        const before = (await collectAsks(bed)).find(({ name }) => name === 'cursor');
        write(join(bed.home, '.local/state/mcp-medic/consent.json'), JSON.stringify([before?.digest]));
        const file = join(bed.project, '.cursor/mcp.json');
        const config = JSON.parse(readFileSync(file, 'utf8')) as { mcpServers: { cursor: Entry } };
        config.mcpServers.cursor = change(config.mcpServers.cursor);
        writeFileSync(file, JSON.stringify(config));
        await runCli(cli.file, bed, [], { deadlineMs: 30_000 });
        expect(existsSync(join(bed.home, 'ran-cursor'))).toBe(false);
      }),
    60_000,
  );
});

interface Entry {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
