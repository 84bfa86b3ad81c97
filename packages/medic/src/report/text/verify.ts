import type { CheckResult } from '../../model/index.ts';
import { commandOf, countWords, groupBy, isKnown, subjectWords, withStatus, type AnyCheckReport } from '../check-words.ts';
import { showLine } from '../show.ts';
import { renderBaseline } from './baseline.ts';
import { renderProblem } from './check-block.ts';
import { renderChecklist } from './checklist.ts';
import { renderClients } from './client-matrix.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

const IDS_SHOWN = 8;

/** A check report for a person: the counts, what fails with evidence and repair, warnings, clients, what was not tested. */
export function renderVerifyText(report: AnyCheckReport, options: TextOptions): string {
  const failures = withStatus(report, 'fail').filter((check) => !isKnown(report, check));
  const warnings = withStatus(report, 'warn').filter((check) => !isKnown(report, check));
  const isChecklist = commandOf(report) === 'preflight';
  return `${[
    ...renderHead(report, options),
    '',
    ...(isChecklist ? renderChecklist(report, options) : []),
    ...failures.flatMap((check) => [...renderProblem(check, options), '']),
    ...warnings.flatMap((check) => [...renderProblem(check, options), '']),
    ...renderBaseline(report, options),
    ...renderClients(report.clients ?? [], options),
    ...renderUndecided(report, 'not-tested', 'Not tested', options),
    ...(options.all ? renderUndecided(report, 'not-applicable', 'Not applicable', options) : []),
    ...(isChecklist && !options.all ? [] : renderPasses(report, options)),
  ].join('\n')}\n`;
}

function renderHead(report: AnyCheckReport, { style, columns, home }: TextOptions): readonly string[] {
  const paints = { fail: style.bad, warn: style.warn, pass: style.good, 'not-applicable': style.dim, 'not-tested': style.dim } as const;
  const counts = countWords(report);
  const plain = wrap(`${commandOf(report)}: ${counts.map(([, words]) => words.replaceAll(' ', '\u00a0')).join(' · ')}`, columns, '  ', '');
  // Painted after wrapping: escapes have no width.
  const painted = plain.map((line) => counts.reduce((text, [status, words]) => paintOnce(text, words, paints[status]), line.replaceAll('\u00a0', ' ')));
  const seconds = `${report.checks.length} checks, ${(report.durationMs / 1000).toFixed(1)} s`;
  return [
    ...painted,
    ...wrap(showLine(report.target, home), columns, '  ', '').map(style.strong),
    ...wrap(`${showLine(subjectWords(report), home)} · ${seconds}`, columns, '  ', '').map(style.dim),
  ];
}

function paintOnce(line: string, words: string, paint: (text: string) => string): string {
  const at = line.search(new RegExp(`(?<!\\d)${words}(?!\\w)`));
  return at === -1 ? line : line.slice(0, at) + paint(words) + line.slice(at + words.length);
}

function renderUndecided(report: AnyCheckReport, status: CheckResult['status'], head: string, options: TextOptions): readonly string[] {
  const { style, columns, home } = options;
  const checks = withStatus(report, status);
  if (checks.length === 0) return [];
  const rows = [...groupBy(checks, ({ reason }) => reason ?? 'no reason was given')].flatMap(([reason, group]) => {
    const shown = options.all ? group : group.slice(0, IDS_SHOWN);
    const more = group.length > shown.length ? ` and ${group.length - shown.length} more` : '';
    return wrap(`${showLine(reason, home)}: ${shown.map(({ id }) => showLine(id, home)).join(', ')}${more}`, columns, '      ', '  ');
  });
  return [style.strong(`${head} (${checks.length})`), ...rows, ''];
}

function renderPasses(report: AnyCheckReport, { style, columns, home, all }: TextOptions): readonly string[] {
  const passes = withStatus(report, 'pass');
  if (passes.length === 0) return [];
  const groups = [...groupBy(passes, ({ group }) => group)];
  const rows = all
    ? groups.flatMap(([group, checks]) => [
        `  ${showLine(group, home)}`,
        ...checks.flatMap(({ id, title }) => wrap(`${showLine(id, home)}  ${showLine(title, home)}`, columns, '        ', '    ')),
      ])
    : wrap(groups.map(([group, checks]) => `${showLine(group, home)}\u00a0${checks.length}`).join(' · '), columns, '  ');
  return [style.strong(`Passed (${passes.length})`), ...rows.map((line) => line.replaceAll('\u00a0', ' '))];
}
