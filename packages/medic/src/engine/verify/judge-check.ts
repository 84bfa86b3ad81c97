import type { CheckResult, CheckStatus, EvidenceItem } from '../../model/index.ts';
import type { AnyCheck, Era, Judgement, ListFacts, RunFacts } from '../../model/verify/index.ts';
import type { Observation } from './observe.ts';

/** What is known of one era when a check is judged in it. */
export interface EraView {
  readonly run: RunFacts;
  readonly observations: Readonly<Record<string, Observation>>;
}

/** Worst first: what an era brings against the server outweighs what another era says for it. */
const WORST_FIRST: readonly CheckStatus[] = ['fail', 'warn', 'pass', 'not-tested', 'not-applicable'];
/** Groups whose checks ask in a session that serves requests. */
const RESTS_ON_REQUESTS: readonly string[] = ['rpc', 'capability', 'content', 'resilience'];
const TELLS_OF_REFUSALS = 'cap.declared-works';
const ERA_WORDS: Readonly<Record<Era, string>> = { legacy: 'the initialize era (2025-11-25 and older)', modern: 'the stateless era (2026-07-28)' };

/** Judges a check in every era it is for, and says the worst of it. A defect of the check is a `not-tested` of its own. */
export function judgeCheck(check: AnyCheck, views: readonly EraView[]): CheckResult {
  const judged = (check.once === true ? views.slice(0, 1) : views).map((view) => ({
    era: view.run.era,
    judgement: judgeInEra(check, view),
    ms: timeOf(check, view),
  }));
  const [worst] = judged.toSorted((a, b) => WORST_FIRST.indexOf(a.judgement.status) - WORST_FIRST.indexOf(b.judgement.status));
  const { id, group, title, level, spec } = check;
  const base = { id, group, title, level, ...(spec === undefined ? {} : { spec }), ms: judged.reduce((sum, { ms }) => sum + ms, 0) };
  if (worst === undefined) return { ...base, status: 'not-tested', reason: 'the server answered no first message', evidence: [] };
  const same = judged.filter(({ judgement }) => judgement.status === worst.judgement.status);
  const evidence = same.flatMap(({ era, judgement }) => evidenceOf(judgement, views.length > 1 ? era : undefined)).slice(0, 6);
  const { judgement } = worst;
  const open = judged.find((one) => one.judgement.status === 'not-tested');
  const reason =
    'reason' in judgement
      ? judgement.reason
      : open !== undefined && 'reason' in open.judgement
        ? `not tested in ${ERA_WORDS[open.era]}: ${open.judgement.reason}`
        : undefined;
  const fix = judgement.status === 'fail' || judgement.status === 'warn' ? (judgement.fix ?? check.fix) : undefined;
  return { ...base, status: judgement.status, evidence, ...(reason === undefined ? {} : { reason }), ...(fix === undefined ? {} : { fix }) };
}

function judgeInEra(check: AnyCheck, { run, observations }: EraView): Judgement {
  const obstacle = whyNotApplicable(check, run);
  if (obstacle !== undefined) return { status: 'not-applicable', reason: obstacle };
  const refusal = findRefusal(observations);
  if ((run.needsLogin || refusal === 401) && check.withoutLogin !== true) {
    return { status: 'not-tested', reason: 'the server wants a login; give its token with --header "Authorization: Bearer …"' };
  }
  if (refusal !== undefined && RESTS_ON_REQUESTS.includes(check.group) && check.id !== TELLS_OF_REFUSALS)
    return { status: 'not-tested', reason: `every list was refused with HTTP ${refusal}, see ${TELLS_OF_REFUSALS}` };
  const view: Record<string, unknown> = { run };
  for (const id of check.needs) {
    const observation = observations[id];
    if (observation === undefined) return { status: 'not-tested', reason: `the probe ${id} does not run here` };
    if (observation.state === 'failed') return { status: 'not-tested', reason: observation.reason };
    view[id] = observation.value;
  }
  try {
    return check.judge(view as never);
  } catch (error) {
    return { status: 'not-tested', reason: `a defect of mcp-medic in this check: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The HTTP status with which every declared list was refused: what else was asked in the session tells no more than that. */
function findRefusal({ lists }: EraView['observations']): number | undefined {
  if (lists?.state !== 'ok') return undefined;
  const firsts = Object.values(lists.value as ListFacts).map((reading) => reading?.pages[0]);
  const [status] = firsts.map((turn) => turn?.http?.status);
  const isRefused = status !== undefined && status >= 400 && firsts.every((turn) => turn?.http?.status === status && turn.answer?.result === undefined);
  return isRefused ? status : undefined;
}

function whyNotApplicable({ transports, eras, since, until }: AnyCheck, run: RunFacts): string | undefined {
  if (transports !== undefined && !transports.includes(run.transport))
    return `it is about ${transports.join(' and ')}, the server was reached over ${run.transport}`;
  if (eras !== undefined && !eras.includes(run.era)) return `it is about ${ERA_WORDS[eras[0] ?? 'legacy']}, which the server does not speak`;
  if (since !== undefined && run.revision < since) return `it holds from revision ${since} on, the server speaks ${run.revision}`;
  if (until !== undefined && run.revision > until) return `it holds up to revision ${until}, the server speaks ${run.revision}`;
  return undefined;
}

function evidenceOf(judgement: Judgement, era: Era | undefined): readonly EvidenceItem[] {
  const evidence = 'evidence' in judgement ? (judgement.evidence ?? []) : [];
  return era === undefined ? evidence : evidence.map((item) => ({ ...item, what: `${item.what} (${era === 'modern' ? 'stateless era' : 'initialize era'})` }));
}

function timeOf({ needs }: AnyCheck, { observations }: EraView): number {
  return needs.reduce((sum, id) => sum + (observations[id]?.ms ?? 0), 0);
}
