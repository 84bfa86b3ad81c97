import type { CheckReport, CheckResult } from '../model/index.ts';
import { commandOf, groupBy, isKnown } from './check-words.ts';
import { renderJunit, type JunitCase } from './junit.ts';
import { show } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

/**
 * A check report as JUnit XML, one suite per group. Warnings pass with a note; known failures are skipped, listed ones that
 * pass now fail.
 */
export function renderCheckJunit(report: CheckReport, home: string): string {
  const command = commandOf(report);
  const suites = [...groupBy(report.checks, ({ group }) => group)].map(([name, checks]) => ({
    name: `${command}.${name}`,
    cases: checks.map((check) => toCase(report, check, `mcp-medic.${command}.${name}`, home)),
  }));
  return renderJunit(`mcp-medic ${command} ${show(report.target, home)}`, report.startedAt, suites);
}

function toCase(report: CheckReport, check: CheckResult, className: string, home: string): JunitCase {
  const base = { name: `${check.id}: ${show(check.title, home)}`, className, ms: check.ms };
  const known = report.baseline?.known.find((one) => one.check === check.id);
  if (isKnown(report, check)) return { ...base, skipped: `known failure${known?.reason === undefined ? '' : `: ${known.reason}`}` };
  if (report.baseline?.passing.some((one) => one.check === check.id) === true)
    return { ...base, failure: { message: 'passes now, but the baseline lists it as a known failure', type: 'baseline', text: 'Take it out of the list.' } };
  if (check.status === 'fail') return { ...base, failure: { message: show(check.title, home), type: check.level, text: describe(check, home) } };
  if (check.status === 'warn') return { ...base, note: `warning: ${describe(check, home)}` };
  return check.status === 'pass' ? base : { ...base, skipped: `${check.status}: ${show(check.reason ?? 'no reason was given', home)}` };
}

function describe(check: CheckResult, home: string): string {
  const lines = [
    check.title,
    ...(check.reason === undefined ? [] : [check.reason]),
    ...check.evidence.map(evidenceWords),
    ...(check.fix === undefined ? [] : [`Fix: ${check.fix}`]),
    ...(check.spec === undefined ? [] : [`Spec: ${check.spec}`]),
  ];
  return show(lines.join('\n'), home);
}
