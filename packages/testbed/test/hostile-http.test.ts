import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed } from '../src/bed.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { findForeignCharacter } from '../src/hostile/foreign-characters.ts';
import { runCli } from '../src/hostile/run-cli.ts';

const MAX_RSS = 300 * 1024 * 1024;
const LIMIT_MS = 1500;
const DEADLINE_MS = 25_000;

/** Threats T7 and T12: answers that swell, drip, never end or speak to the terminal. */
const FAULTS: readonly (readonly [fault: string, verdicts: readonly string[]])[] = [
  ['gzip-bomb', ['failing']],
  ['brotli-bomb', ['failing']],
  ['slow-drip', ['failing']],
  ['endless-body', ['failing']],
  ['endless-events', ['failing']],
  ['endless-event', ['failing']],
  ['endless-headers', ['failing']],
  ['hang', ['failing']],
  ['redirect-loop', ['failing']],
  ['polyglot-body', ['failing']],
  ['polyglot-error', ['failing']],
  ['polyglot-healthy', ['healthy', 'degraded']],
  ['ten-thousand-tools', ['healthy', 'degraded']],
];

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

describe.concurrent('hostile HTTP servers', () => {
  it.each(FAULTS)(
    '%s: ends in time, in little memory, without a control character',
    async (fault, verdicts) => {
      const bed = await buildBed({
        serve: [{ fault }],
        files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: LIMIT_MS } } } },
      });
      try {
        for (const format of ['json', 'text']) {
          const run = await runCli(cli.file, bed, ['--client', 'opencode', '--format', format, '--all', '--steps', '--wait', '1'], {
            deadlineMs: DEADLINE_MS,
            env: { FORCE_COLOR: '1' },
          });
          expect(run.signal, `not ended after ${DEADLINE_MS} ms`).toBeNull();
          expect(run.stderr).toBe('');
          expect(findForeignCharacter(run.stdout)).toBeUndefined();
          expect(run.survivors).toEqual([]);
          expect(run.maxRssBytes).toBeLessThan(MAX_RSS);
          if (format !== 'json') continue;
          const [server] = (JSON.parse(run.stdout) as DoctorResult).servers;
          expect(verdicts, `${server?.diagnosis?.cause}: ${server?.diagnosis?.why}`).toContain(server?.verdict);
        }
      } finally {
        await bed.close();
      }
    },
    2 * DEADLINE_MS + 10_000,
  );
});
