import type { CheckReport, CheckResult, CheckStatus } from '../../model/index.ts';
import { groupBy } from '../check-words.ts';
import { cut, showLine } from '../show.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

/** What each item of the checklist is called; an unknown one is shown as it is. */
const ITEM_WORDS: Readonly<Record<string, string>> = {
  health: 'Health address',
  initialize: 'First answer',
  environment: 'Variables',
  'invalid-token': 'Invalid token',
  certificate: 'Certificate',
  compose: 'Compose',
  ports: 'Open ports',
  logs: 'Logs',
  secrets: 'Secrets in logs',
  schemas: 'Tool schemas',
  verify: 'Verify',
  starts: 'Starts at once',
  'client-config': 'Client config',
  'config-files': 'Config files',
};
/** Worst first: one part that was not tested keeps the item open, one that does not concern the server does not. */
const WORST_FIRST: readonly CheckStatus[] = ['fail', 'warn', 'not-tested', 'pass', 'not-applicable'];
const SHORT_WORDS: Readonly<Record<CheckStatus, string>> = { fail: 'FAIL', warn: 'warn', pass: 'ok', 'not-tested': '?', 'not-applicable': '-' };
const WIDTH = 24;
const MAX_WORDS = 200;

/** One line for each item of the checklist: its worst outcome, and what was measured. */
export function renderChecklist({ checks }: Pick<CheckReport, 'checks'>, { style, columns, home }: TextOptions): readonly string[] {
  const paints = { fail: style.bad, warn: style.warn, pass: style.good, 'not-tested': style.dim, 'not-applicable': style.dim } as const;
  const rows = [...groupBy(checks, ({ group }) => group)].flatMap(([group, members], index) => {
    const worst = members.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status))[0] as CheckResult;
    const word = SHORT_WORDS[worst.status];
    const head = `${String(index + 1).padStart(2)} ${word.padEnd(4)} ${(ITEM_WORDS[group] ?? showLine(group, home)).padEnd(16)}`;
    const lines = wrap(`${head}${cut(showLine(wordsOf(worst), home), MAX_WORDS)}`, columns, ' '.repeat(WIDTH), '');
    return lines.map((line, at) => (at === 0 ? line.slice(0, 3) + paints[worst.status](line.slice(3, 3 + word.length)) + line.slice(3 + word.length) : line));
  });
  return [...rows, ''];
}

function wordsOf({ status, reason, evidence: [first] }: CheckResult): string {
  return status === 'not-tested' || status === 'not-applicable' ? (reason ?? '') : (first?.what ?? '');
}
