import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBed } from '../src/bed.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { runCli } from '../src/hostile/run-cli.ts';

/** Servers that hang, ignore signals or have children of their own. */
const FAULTS = ['silent', 'never-reads', 'ignores-sigterm', 'fork', 'double-fork', 'stderr-flood', 'tty-prompt'];

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

// Who lives is read from /proc.
describe.runIf(process.platform === 'linux').concurrent('a doctor that is stopped', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'ends every server it started on %s',
    async (signal, code) => {
      const entries = FAULTS.map((fault) => [fault, { type: 'local', command: ['{{node}}', '{{server}}', fault], timeout: 20_000 }] as const);
      const bed = await buildBed({ files: { '.config/opencode/opencode.json': { mcp: Object.fromEntries(entries) } } });
      try {
        const run = await runCli(cli.file, bed, ['--json', '--wait', '60'], { deadlineMs: 20_000, interrupt: { signal, processes: 4 } });
        expect(run.code).toBe(code);
        expect(run.survivors).toEqual([]);
        expect(run.stdout).toBe('');
        expect(run.stderr).toContain('every server it started was ended');
      } finally {
        await bed.close();
      }
    },
    30_000,
  );
});
