import { credentialHeaders } from '../../collect/preflight/tokens.ts';
import { pause } from '../../collect/verify/wait.ts';
import { surveyServer, type Survey } from '../../collect/verify/survey.ts';
import { bareHost } from '../../io/http-connect.ts';
import { isLoopbackName } from '../../io/proxy.ts';
import type { AnyPreflightCheck, CheckResult, PreflightFactKind, PreflightResult, PreflightRun } from '../../model/index.ts';
import type { Era } from '../../model/verify/index.ts';
import { PREFLIGHT_CHECKS } from '../../rules/preflight/index.ts';
import { prepareSubject } from '../verify/prepare-subject.ts';
import { readRunFacts } from '../verify/run-facts.ts';
import { summarise } from '../verify/run-verify.ts';
import { judgePreflight, type Measured } from './judge.ts';
import { findProcessOf, measureVariables, MEASURES, NotMeasured, type Scene } from './measure.ts';
import type { PreflightEvent, PreflightRequest } from './request.ts';

const LIMIT_MS = 60_000;
/** Verify takes a quarter of a minute for a local server, and longer for one that is far away or slow to start. */
const VERIFY_LIMIT_MS = 300_000;

/** Measures the fourteen items of the production checklist, one after the other, on a server of the user's choice. */
export async function* runPreflight(request: PreflightRequest, checks: readonly AnyPreflightCheck[] = PREFLIGHT_CHECKS): AsyncIterable<PreflightEvent> {
  const startedAt = new Date();
  yield { type: 'measuring', what: 'the first message' };
  const survey = await surveyServer(await prepareSubject(request), { keepsProcesses: true });
  const era: Era = survey.eras[0] ?? 'legacy';
  const scene = createScene(request, survey, era);
  const wanted = new Set<PreflightFactKind>(checks.map(({ needs }) => needs));
  const measurements: Partial<Record<PreflightFactKind, Measured>> = {};
  try {
    for (const [kind, what, measure] of MEASURES) {
      if (!wanted.has(kind)) continue;
      yield { type: 'measuring', what };
      measurements[kind] = await measureWithin(() => measure(scene), kind === 'verify' ? VERIFY_LIMIT_MS : LIMIT_MS, scene);
      // Later items start processes of their own; this one only has to live as long as something is asked of it.
      if (kind === 'ports') await closePeers(survey);
    }
  } finally {
    await closePeers(survey);
  }
  const run = readRun(request, survey);
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = judgePreflight(check, measurements, run);
    results.push(result);
    yield { type: 'check', result };
  }
  yield { type: 'done', result: assemble(request, survey, era, results, startedAt) };
}

function createScene(request: PreflightRequest, survey: Survey, era: Era): Scene {
  let process: ReturnType<Scene['localProcess']> | undefined;
  let variables: ReturnType<Scene['variables']> | undefined;
  const base = { request, survey, era, peer: survey.peers[era], localProcess: () => (process ??= findProcessOf(survey)) };
  return { ...base, variables: () => (variables ??= measureVariables(base)) };
}

async function measureWithin(measure: () => Promise<unknown>, limitMs: number, { survey: { subject }, request }: Scene): Promise<Measured> {
  const { recorder } = subject;
  const fromMs = recorder.clock();
  const ended = new AbortController();
  const late = async (): Promise<never> => {
    await pause(limitMs, request.signal === undefined ? ended.signal : AbortSignal.any([request.signal, ended.signal]));
    throw new Error(`measuring it took longer than ${limitMs / 1000} s`);
  };
  try {
    const value = recorder.redactor.json(await Promise.race([measure(), late()]));
    return { state: 'ok', value, ms: Math.round(recorder.clock() - fromMs) };
  } catch (error) {
    const state = error instanceof NotMeasured ? error.state : 'not-tested';
    return { state, reason: recorder.redactor.text(error instanceof Error ? error.message : String(error)), ms: Math.round(recorder.clock() - fromMs) };
  } finally {
    ended.abort();
  }
}

async function closePeers({ peers }: Survey): Promise<void> {
  await Promise.all([peers.legacy?.close(), peers.modern?.close()]);
}

function readRun({ certificateDays }: PreflightRequest, survey: Survey): PreflightRun {
  const { plan, transport } = survey.subject;
  return {
    transport,
    needsLogin: survey.needsLogin,
    answers: survey.peers.legacy !== undefined || survey.peers.modern !== undefined,
    now: new Date().toISOString(),
    certificateDays,
    ...(plan.transport === 'stdio'
      ? { isLoopback: true, hasCredentials: false }
      : {
          url: survey.subject.recorder.redactor.url(plan.url),
          isLoopback: URL.canParse(plan.url) && isLoopbackName(bareHost(new URL(plan.url))),
          hasCredentials: credentialHeaders(plan).length > 0,
        }),
  };
}

function assemble(request: PreflightRequest, survey: Survey, era: Era, checks: readonly CheckResult[], startedAt: Date): PreflightResult {
  const { eras: spoken, subject } = survey;
  const { server } = readRunFacts(survey, era, { ...request, allowsCalls: false });
  return {
    schema: 'mcp-medic/preflight@1',
    version: request.version,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    target: subject.recorder.redactor.text(request.target),
    transport: subject.transport,
    era: spoken.length > 1 ? 'dual' : (spoken[0] ?? 'none'),
    ...(server === undefined ? {} : { server: subject.recorder.redactor.json(server) }),
    checks,
    summary: summarise(checks),
  };
}
