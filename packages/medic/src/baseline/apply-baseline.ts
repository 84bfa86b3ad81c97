import type { Baseline, BaselineOutcome, CheckReport, CheckResult, KnownFailure } from '../model/index.ts';

/**
 * Holds a report against a list of known failures. A listed `fail` also covers a warning of the same check; a listed `warn`
 * does not cover a failure. Nothing counts as known when the list was written for another target.
 */
export function applyBaseline(report: CheckReport, baseline: Baseline, file?: string): BaselineOutcome {
  const named = file === undefined ? {} : { file };
  const problems = report.checks.filter(isProblem);
  if (baseline.target !== undefined && baseline.target !== report.target)
    return { ...named, known: [], fresh: problems.map(({ id }) => id), passing: [], undecided: [], otherTarget: baseline.target };
  const results = new Map(report.checks.map((check) => [check.id, check]));
  const listed = baseline.known.map((one) => ({ one, status: results.get(one.check)?.status }));
  const known = listed.filter(({ one, status }) => covers(one, status)).map(({ one }) => one);
  const covered = new Set(known.map(({ check }) => check));
  return {
    ...named,
    known,
    fresh: problems.filter(({ id }) => !covered.has(id)).map(({ id }) => id),
    passing: listed.filter(({ status }) => status === 'pass').map(({ one }) => one),
    undecided: listed.filter(({ status }) => status === undefined || status === 'not-applicable' || status === 'not-tested').map(({ one }) => one),
  };
}

/** The list that makes this report pass: every failure and warning as it is now. */
export function writeBaseline(report: CheckReport): Baseline {
  return {
    schema: 'mcp-medic/baseline@1',
    target: report.target,
    known: report.checks.filter(isProblem).map(({ id, status, title }) => ({ check: id, status, reason: title })),
  };
}

function covers({ status: tolerated = 'fail' }: KnownFailure, status: CheckResult['status'] | undefined): boolean {
  return status === 'warn' || (status === 'fail' && tolerated === 'fail');
}

function isProblem(check: CheckResult): check is CheckResult & { readonly status: 'fail' | 'warn' } {
  return check.status === 'fail' || check.status === 'warn';
}
