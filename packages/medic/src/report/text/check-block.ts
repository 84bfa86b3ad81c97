import type { CheckResult } from '../../model/index.ts';
import { specUrl } from '../check-words.ts';
import { cut, showLine } from '../show.ts';
import type { TextOptions } from './options.ts';
import { evidenceWords, labelled } from './server-block.ts';
import { wrap } from './wrap.ts';

/** Characters of one quote; `--all` and the other formats show it whole. */
const QUOTE_LIMIT = { fail: 600, warn: 160 } as const;

/** A failure in full; a warning with its first evidence. */
export function renderProblem(check: CheckResult, options: TextOptions): readonly string[] {
  const { style, columns, home, all } = options;
  const fails = check.status === 'fail';
  const paint = fails ? style.bad : style.warn;
  const title = wrap(`${showLine(check.title, home)} (${check.level})`, columns, '      ', `${fails ? 'FAIL' : 'warn'}  `);
  const lines = title.map((line, index) => (index === 0 ? paint(line.slice(0, 4)) + line.slice(4, 6) + style.strong(line.slice(6)) : style.strong(line)));
  if (check.reason !== undefined) lines.push(...wrap(showLine(check.reason, home), columns, '      '));
  const limit = all ? Number.POSITIVE_INFINITY : QUOTE_LIMIT[fails ? 'fail' : 'warn'];
  const shown = fails || all ? check.evidence : check.evidence.slice(0, 1);
  shown.forEach((item, index) => {
    const quote = item.quote === undefined ? {} : { quote: cut(item.quote, limit) };
    lines.push(...labelled(index === 0 ? 'Seen' : '', evidenceWords({ ...item, ...quote }), options));
  });
  if (check.fix !== undefined) lines.push(...labelled('Do this', check.fix, options));
  return [...lines, ...renderSource(check, options)];
}

function renderSource({ id, spec }: CheckResult, options: TextOptions): readonly string[] {
  const url = spec === undefined ? undefined : specUrl(spec);
  return [...(spec === undefined ? [] : labelled('Spec', url ?? spec, options)), ...labelled('Check', id, options)].map(options.style.dim);
}
