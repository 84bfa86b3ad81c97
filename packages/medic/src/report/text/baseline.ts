import type { CheckReport } from '../../model/index.ts';
import { showLine } from '../show.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

/** How the report stands against the list of known failures. */
export function renderBaseline({ baseline }: CheckReport, { style, columns, home }: TextOptions): readonly string[] {
  if (baseline === undefined) return [];
  const file = showLine(baseline.file ?? 'the baseline', home);
  if (baseline.otherTarget !== undefined)
    return [
      ...wrap(
        `Nothing counts as known: ${file} was written for ${showLine(baseline.otherTarget, home)}. Write one for this target with --write-baseline FILE.`,
        columns,
        '      ',
        'warn  ',
      ),
      '',
    ];
  const rows = baseline.known.map(({ check, reason }) => `${check}${reason === undefined ? '' : `: ${reason}`}`);
  return [
    ...baseline.passing.flatMap(({ check }) =>
      wrap(
        `${showLine(check, home)} passes now, but ${file} lists it as a known failure. Take it out of the list.`,
        columns,
        '      ',
        `${style.bad('FAIL')}  `,
      ),
    ),
    ...(baseline.known.length === 0 ? [] : [style.strong(`Known failures (${baseline.known.length}), listed in ${file}`)]),
    ...rows.flatMap((row) => wrap(showLine(row, home), columns, '      ', '  ')),
    ...(baseline.undecided.length === 0
      ? []
      : wrap(`Listed, but not decided by this run: ${baseline.undecided.map(({ check }) => showLine(check, home)).join(', ')}`, columns, '      ', '  ')),
    ...(baseline.known.length + baseline.passing.length + baseline.undecided.length === 0 ? [] : ['']),
  ];
}
