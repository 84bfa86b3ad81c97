import type { CheckReport } from '../model/index.ts';

/** Outcomes that `--fail-on` takes. */
export type FailOn = 'fail' | 'warn' | 'never';

/**
 * 0 when nothing at or above `--fail-on` was found, 1 otherwise, 3 with `--strict` when a check could not be tested. Known
 * failures do not count; one that passes now does, unless nothing is to fail.
 */
export function exitCodeOfChecks(report: CheckReport, failOn: FailOn, isStrict: boolean): number {
  const { checks, baseline, summary } = report;
  const known = new Set(baseline?.known.map(({ check }) => check));
  const counts = failOn === 'warn' ? ['fail', 'warn'] : ['fail'];
  const isBad = checks.some(({ id, status }) => counts.includes(status) && !known.has(id)) || (baseline?.passing.length ?? 0) > 0;
  if (failOn !== 'never' && isBad) return 1;
  return isStrict && summary.notTested > 0 ? 3 : 0;
}
