import type { AnyPreflightCheck, CheckResult, PreflightFactKind, PreflightRun } from '../../model/index.ts';
import type { Judgement } from '../../model/verify/index.ts';

/** What was measured for one item; `value` is redacted. */
export type Measured =
  | { readonly state: 'ok'; readonly value: unknown; readonly ms: number }
  | { readonly state: 'not-tested' | 'not-applicable'; readonly reason: string; readonly ms: number };

export type Measurements = Readonly<Partial<Record<PreflightFactKind, Measured>>>;

/** One line of the checklist. A defect of the check is a `not-tested` of its own. */
export function judgePreflight(check: AnyPreflightCheck, measurements: Measurements, run: PreflightRun): CheckResult {
  const judgement = judge(check, measurements, run);
  const isAgainst = judgement.status === 'fail' || judgement.status === 'warn';
  return {
    id: check.id,
    group: check.item,
    title: check.title,
    level: 'practice',
    status: judgement.status,
    ...('reason' in judgement ? { reason: judgement.reason } : {}),
    evidence: 'evidence' in judgement ? (judgement.evidence ?? []) : [],
    ...(isAgainst ? { fix: ('fix' in judgement ? judgement.fix : undefined) ?? check.fix } : {}),
    ms: measurements[check.needs]?.ms ?? 0,
  };
}

function judge(check: AnyPreflightCheck, measurements: Measurements, run: PreflightRun): Judgement {
  if (check.transports?.includes(run.transport) === false)
    return { status: 'not-applicable', reason: run.transport === 'stdio' ? 'the server speaks over stdio' : 'the server speaks over HTTP' };
  const measured = measurements[check.needs];
  if (measured === undefined) return { status: 'not-tested', reason: 'nobody measured it' };
  if (measured.state !== 'ok') return { status: measured.state, reason: measured.reason };
  try {
    return check.judge(measured.value as never, run);
  } catch (error) {
    return { status: 'not-tested', reason: `a defect of mcp-medic in this check: ${error instanceof Error ? error.message : String(error)}` };
  }
}
