import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES } from '../../medic/src/engine/load-rules.ts';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed } from '../src/bed.ts';
import type { Scene } from '../src/case.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { runCli } from '../src/hostile/run-cli.ts';

/** The doctor keeps so much of each line, and 64 KiB of a server's errors in all. */
const LINE_CHARS = 4000;
const LINES_PER_SERVER = 16;
/** Over all servers of one run; what is quadratic takes minutes. */
const DEADLINE_MS = 60_000;

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

/** One line for each rule with signs, full of the words its patterns begin with, so that as many of them as possible start. */
function linesOf(join: string): readonly string[] {
  return RULES.flatMap(({ signs = [] }) => {
    const words = signs.flatMap(({ literals }) => literals).join(join);
    return words === '' ? [] : [`${words}${join}`.repeat(Math.ceil(LINE_CHARS / words.length)).slice(0, LINE_CHARS)];
  });
}

function sceneOf(lines: readonly string[]): Scene {
  const groups = Array.from({ length: Math.ceil(lines.length / LINES_PER_SERVER) }, (_, at) => lines.slice(at * LINES_PER_SERVER, (at + 1) * LINES_PER_SERVER));
  return {
    files: {
      // Without placeholders of ours: the words of a rule may look like one.
      ...Object.fromEntries(groups.map((group, at) => [`text-${at}`, group.join('\n').replaceAll('{{', '{ {')])),
      '.config/opencode/opencode.json': {
        mcp: Object.fromEntries(groups.map((_, at) => [`s${at}`, { type: 'local', command: ['{{node}}', '{{server}}', 'say-file', `{{home}}/text-${at}`] }])),
      },
    },
  };
}

/** T6: no text makes a pattern run for long. */
describe('text made to keep our patterns busy', () => {
  it.each([
    ['words one after the other', ''],
    ['words with blanks between', ' '],
    ['words with colons and quotes between', ': "'],
    ['words with paths between', ' /a/b.c:1 '],
    ['words with digits between', ' 404 127.0.0.1:'],
  ])(
    '%s',
    async (_, join) => {
      const bed = await buildBed(sceneOf(linesOf(join)));
      try {
        const run = await runCli(cli.file, bed, ['--json', '--wait', '0'], { deadlineMs: DEADLINE_MS });
        expect(run.signal, `not ended after ${DEADLINE_MS} ms`).toBeNull();
        expect(run.stderr).toBe('');
        const { servers } = JSON.parse(run.stdout) as DoctorResult;
        expect(servers.length).toBeGreaterThan(1);
        for (const { verdict, findings } of servers) {
          expect(verdict).toBe('failing');
          expect(findings.filter(({ message }) => message.includes('own rule'))).toEqual([]);
        }
      } finally {
        await bed.close();
      }
    },
    DEADLINE_MS + 10_000,
  );
});
