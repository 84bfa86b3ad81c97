import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed } from '../src/bed.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { findForeignCharacter } from '../src/hostile/foreign-characters.ts';
import { runCli } from '../src/hostile/run-cli.ts';

const MAX_RSS = 300 * 1024 * 1024;
const LIMIT_MS = 1500;
const WAIT_SECONDS = '1';
const DEADLINE_MS = 25_000;

/** Threats T4 and T5: each of these tries to hang, flood, outlive or confuse whoever starts it. */
const FAULTS: readonly (readonly [fault: string, verdicts: readonly string[]])[] = [
  ['endless-line', ['failing']],
  ['gigabyte', ['failing']],
  ['endless-lines', ['failing']],
  ['stderr-flood', ['healthy', 'degraded']],
  ['ignores-sigterm', ['healthy', 'degraded']],
  ['fork', ['healthy', 'degraded']],
  ['double-fork', ['healthy', 'degraded']],
  ['closes-stdout', ['failing']],
  ['never-reads', ['failing']],
  ['silent', ['failing']],
  ['tty-prompt', ['failing']],
  ['polyglot', ['failing']],
  ['polyglot-healthy', ['healthy', 'degraded']],
  ['ten-thousand-tools', ['healthy', 'degraded']],
  ['cursor-loop', ['healthy', 'degraded']],
  ['deep-json', ['degraded']],
  ['proto', ['healthy', 'degraded']],
  ['nul', ['healthy', 'degraded']],
  ['surrogate', ['healthy', 'degraded']],
];

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

describe.concurrent('hostile stdio servers, side by side', () => {
  it.each(FAULTS)(
    '%s: ends in time, in little memory, leaving no process and no control character behind',
    async (fault, verdicts) => {
      const bed = await buildBed({
        files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', fault], timeout: LIMIT_MS } } } },
      });
      try {
        const run = await runCli(cli.file, bed, ['--client', 'opencode', '--json', '--wait', WAIT_SECONDS], { deadlineMs: DEADLINE_MS });
        expect(run.signal, `not ended after ${DEADLINE_MS} ms`).toBeNull();
        expect(run.stderr).toBe('');
        expect(findForeignCharacter(run.stdout)).toBeUndefined();
        expect(run.survivors).toEqual([]);
        expect(run.maxRssBytes).toBeLessThan(MAX_RSS);
        const result = JSON.parse(run.stdout) as DoctorResult;
        const [server] = result.servers;
        expect(verdicts, `${server?.diagnosis?.cause}: ${server?.diagnosis?.why}`).toContain(server?.verdict);
        expect(run.code).toBe(server?.verdict === 'failing' ? 1 : 0);
      } finally {
        await bed.close();
      }
    },
    DEADLINE_MS + 10_000,
  );
});

describe('hostile stdio servers, all at once', () => {
  it('ends within the deadline and shows a clean report in every format', async () => {
    const entries = FAULTS.map(([fault]) => [fault, { type: 'local', command: ['{{node}}', '{{server}}', fault], timeout: LIMIT_MS }] as const);
    const bed = await buildBed({ files: { '.config/opencode/opencode.json': { mcp: Object.fromEntries(entries) } } });
    try {
      for (const format of ['text', 'markdown']) {
        const run = await runCli(cli.file, bed, ['--format', format, '--all', '--steps', '--wait', WAIT_SECONDS], {
          deadlineMs: 60_000,
          env: { FORCE_COLOR: '1' },
        });
        expect(run.signal).toBeNull();
        expect(run.stderr).toBe('');
        expect(findForeignCharacter(run.stdout)).toBeUndefined();
        expect(run.survivors).toEqual([]);
        expect(run.maxRssBytes).toBeLessThan(MAX_RSS);
        expect(run.code).toBe(1);
      }
    } finally {
      await bed.close();
    }
  }, 130_000);
});

describe('on a terminal', () => {
  it('shows hostile text without obeying it, in results, progress and summary', async () => {
    const entries = ['polyglot', 'polyglot-healthy', 'nul', 'surrogate'].map(
      (fault) => [`${fault}\u001b[2J\u009b1m\u202e`, { type: 'local', command: ['{{node}}', '{{server}}', fault], timeout: LIMIT_MS }] as const,
    );
    const bed = await buildBed({ files: { '.config/opencode/opencode.json': { mcp: Object.fromEntries(entries) } } });
    try {
      const run = await runCli(cli.file, bed, ['--all', '--steps', '--wait', '0'], { deadlineMs: DEADLINE_MS, terminal: true });
      expect(run.stderr).toMatch(/of 4 servers examined/);
      // Our own line of progress is wiped with a carriage return and "erase line".
      expect(findForeignCharacter(run.stderr.replaceAll('\r\u001b[2K', ''))).toBeUndefined();
      expect(run.stdout).toContain('\u001b[');
      expect(findForeignCharacter(run.stdout)).toBeUndefined();
    } finally {
      await bed.close();
    }
  }, 40_000);
});
