import type { CheckReport, CheckResult } from '../model/index.ts';
import { commandOf, groupBy, isKnown, specUrl, withStatus } from './check-words.ts';
import { encodePath } from './file-uri.ts';
import { renderSarif, type SarifResult, type SarifRule } from './sarif.ts';
import { show } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

export interface CheckSarifOptions {
  readonly home: string;
  /** File of the repository that results point at: a server has none, and code scanning shows no result without. */
  readonly anchor?: string;
  /** Address of the repository's home page; rules then link to their pages in docs/checks. */
  readonly repository?: string;
}

/** A check report as SARIF 2.1.0: failures are errors, warnings warnings; what was not tested stands in the notifications. */
export function renderCheckSarif(report: CheckReport, options: CheckSarifOptions): string {
  const { home } = options;
  const command = commandOf(report);
  const problems = [...withStatus(report, 'fail'), ...withStatus(report, 'warn')];
  const passing = report.checks.filter(({ id }) => report.baseline?.passing.some(({ check }) => check === id) === true);
  return renderSarif({
    command,
    version: report.version,
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    category: show(report.target, home),
    rules: report.checks.map((check) => toRule(check, options)),
    results: [
      ...problems.map((check) => toResult(report, check, options)),
      ...passing.map((check) => ({
        ...toResult(report, check, options),
        level: 'error' as const,
        text: 'Passes now, but the baseline lists it as a known failure: take it out of the list.',
      })),
    ],
    notes: [...groupBy(withStatus(report, 'not-tested'), ({ reason }) => reason ?? 'no reason was given')].map(([reason, checks]) =>
      show(`Not tested: ${reason}: ${checks.map(({ id }) => id).join(', ')}`, home),
    ),
  });
}

function toRule({ id, title, level, group, spec, fix }: CheckResult, { home, repository }: CheckSarifOptions): SarifRule {
  const page = specUrl(spec ?? '');
  const helpUri = repository === undefined ? page : `${repository.replace(/\/$/, '')}/blob/HEAD/docs/checks/${encodePath(id)}.md`;
  const help = [
    level === 'practice' ? `${title} (what clients, hosts and operators do)` : `${title} (${level})`,
    ...(spec === undefined ? [] : [`Rests on: ${spec}${page === undefined ? '' : ` ${page}`}`]),
    ...(fix === undefined ? [] : [`Fix: ${fix}`]),
    `Page: docs/checks/${id}.md`,
  ].join('\n');
  return {
    id: show(id, home),
    title: show(title, home),
    help: show(help, home),
    ...(helpUri === undefined ? {} : { helpUri }),
    tags: [level, show(group, home)],
  };
}

function toResult(report: CheckReport, check: CheckResult, { home, anchor }: CheckSarifOptions): SarifResult {
  const { baseline } = report;
  const known = isKnown(report, check);
  const reason = baseline?.known.find((one) => one.check === check.id)?.reason ?? 'listed in the baseline';
  const text = [
    check.title,
    ...(check.reason === undefined ? [] : [check.reason]),
    ...check.evidence.map(evidenceWords),
    ...(check.fix === undefined ? [] : [`Fix: ${check.fix}`]),
  ].join('\n');
  return {
    ruleId: show(check.id, home),
    level: check.status === 'fail' ? 'error' : 'warning',
    text: show(text, home),
    ...(anchor === undefined ? {} : { physical: { uri: encodePath(anchor) } }),
    logical: show(report.target, home),
    fingerprint: [commandOf(report), report.target, check.id],
    ...(baseline === undefined ? {} : { baselineState: known ? 'unchanged' : 'new' }),
    ...(known ? { suppressed: show(reason, home) } : {}),
  };
}
