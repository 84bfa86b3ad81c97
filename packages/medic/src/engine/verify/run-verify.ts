import { CLIENTS } from '../../clients/index.ts';
import { outlookClient } from '../../collect/client-facts.ts';
import { PROBES } from '../../collect/verify/index.ts';
import type { AnyProbe } from '../../collect/verify/define-probe.ts';
import { surveyServer, type Survey } from '../../collect/verify/survey.ts';
import type { CheckResult, CheckSummary, VerifyResult } from '../../model/index.ts';
import type { AnyCheck, Era, ProbeMap } from '../../model/verify/index.ts';
import { predictOutlook } from '../../rules/outlook/predict-outlook.ts';
import { settleConsequences } from '../../rules/protocol/consequences.ts';
import { CHECKS } from '../../rules/protocol/index.ts';
import { judgeCheck, type EraView } from './judge-check.ts';
import { createObserver, type Observation, type Observer } from './observe.ts';
import { readOutlookFacts } from './outlook-facts.ts';
import { prepareSubject } from './prepare-subject.ts';
import { readRunFacts } from './run-facts.ts';
import type { VerifyEvent, VerifyRequest } from './request.ts';
import { runStages } from './run-stages.ts';
import { schedule } from './schedule.ts';

/** Checks one server against the specification, in every era it speaks. Needs no fixtures, calls no tool unless allowed. */
export async function* runVerify(request: VerifyRequest, checks: readonly AnyCheck[] = CHECKS): AsyncIterable<VerifyEvent> {
  const startedAt = new Date();
  const given = await prepareSubject(request);
  const { recorder } = given;
  const survey = await surveyServer(given, {
    ...(request.revision === undefined ? {} : { revision: request.revision }),
    ...(request.startLimitMs === undefined ? {} : { startLimitMs: request.startLimitMs }),
  });
  const observers = erasToJudge(survey).map((era) => createObserver(survey, readRunFacts(survey, era, request), PROBES, request.signal));
  const jobs = observers.flatMap((observer, index) => wantedProbes(observer, checks, index === 0).map((probe) => ({ observer, probe })));
  const views = observers.map(({ run }): MutableView => ({
    run,
    observations: { survey: { state: 'ok', value: recorder.redactor.json(survey.facts), ms: 0 }, ...refusedCalls(run.allowsCalls) },
  }));
  try {
    const steps = runStages(
      schedule(jobs, survey.subject.transport, () => allowsSeveral(survey, views)),
      async ({ observer, probe }) => {
        const observation = await observer.observe(probe);
        const view = views.find(({ run }) => run === observer.run);
        if (view !== undefined) view.observations[probe.id] = observation;
      },
    );
    for await (const { job, done } of steps) yield { type: 'probing', probe: job.probe.id, done, total: jobs.length };
  } finally {
    await Promise.all(observers.map((observer) => observer.close()));
  }
  for (const { run, observations } of views) {
    observations['wire'] = { state: 'ok', value: recorder.redactor.json(recorder.wire.facts(run.era)), ms: 0 };
  }
  const results = settleConsequences(checks.map((check) => judgeCheck(check, views)));
  for (const result of results) yield { type: 'check', result };
  yield { type: 'done', result: assemble(request, survey, views, results, startedAt) };
}

/** What is known so far: the probe is one of the run, or it is not asked for. */
function allowsSeveral({ facts }: Survey, views: readonly EraView[]): boolean {
  return (
    facts.allowsSeveral === true || views.some(({ observations: { beside } }) => beside?.state === 'ok' && (beside.value as ProbeMap['beside']).allowsSeveral)
  );
}

/** Why nothing is known of what only a call of a tool shows. */
function refusedCalls(allowsCalls: boolean): Readonly<Record<string, Observation>> {
  if (allowsCalls) return {};
  const refused: Observation = { state: 'failed', reason: 'it calls tools that only read; allow that with --allow-calls', ms: 0 };
  return Object.fromEntries(PROBES.filter(({ callsTools }) => callsTools === true).map(({ id }) => [id, refused]));
}

interface MutableView extends EraView {
  readonly observations: Record<string, Observation>;
}

/** When nothing was spoken, the checks are judged as for a legacy server: most clients begin with `initialize`. */
function erasToJudge({ eras, facts }: Survey): readonly Era[] {
  if (eras.length > 0) return eras;
  return facts.initialize === undefined && facts.discover !== undefined ? ['modern'] : ['legacy'];
}

/** Probes that a check of this run asks for and that can run over this transport. */
function wantedProbes({ run }: Observer, checks: readonly AnyCheck[], isFirst: boolean): readonly AnyProbe[] {
  const asked = new Set(checks.flatMap(({ needs }) => needs as readonly string[]));
  return PROBES.filter(
    ({ id, eras, transports, withoutLogin, callsTools, once, withoutAnswer, where }) =>
      asked.has(id) &&
      (once !== true || isFirst) &&
      (run.eras.length > 0 || withoutAnswer === true || withoutLogin === true || where === 'aside') &&
      (eras === undefined || eras.includes(run.era)) &&
      (transports === undefined || transports.includes(run.transport)) &&
      (!run.needsLogin || withoutLogin === true) &&
      (callsTools !== true || run.allowsCalls),
  );
}

function assemble(request: VerifyRequest, survey: Survey, views: readonly EraView[], checks: readonly CheckResult[], startedAt: Date): VerifyResult {
  const { recorder, transport } = survey.subject;
  const spoken = views.filter(({ run }) => run.eras.includes(run.era)).map(({ run }) => run);
  const server = spoken.map((run) => run.server).find((one) => one !== undefined);
  const [first] = spoken;
  const outlook = readOutlookFacts(survey, views, checks, request.found);
  return {
    schema: 'mcp-medic/verify@1',
    version: request.version,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    target: recorder.redactor.text(request.target),
    transport,
    era: spoken.length > 1 ? 'dual' : (first?.era ?? 'none'),
    ...(server === undefined ? {} : { server: recorder.redactor.json(server) }),
    revisions: spoken
      .map(({ revision }) => revision)
      .toSorted()
      .toReversed(),
    checks,
    clients: outlook === undefined ? [] : predictOutlook(CLIENTS.map(outlookClient), outlook),
    transcript: recorder.entries,
    summary: summarise(checks),
  };
}

/** How many checks ended how. */
export function summarise(checks: readonly CheckResult[]): CheckSummary {
  const count = (status: CheckResult['status']): number => checks.filter((check) => check.status === status).length;
  return { pass: count('pass'), fail: count('fail'), warn: count('warn'), notApplicable: count('not-applicable'), notTested: count('not-tested') };
}
