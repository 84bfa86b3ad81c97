import { setMaxListeners } from 'node:events';
import type { FoundEntry, ServerResult } from '../model/index.ts';
import { Secret } from '../redact/secret.ts';
import type { FileChange } from '../treat/plan-fix.ts';
import { concludeServer } from './conclude.ts';
import type { ExamineContext } from './examine-context.ts';
import { examine } from './examine.ts';

/** How a patched entry did. */
export type Trial =
  | { readonly kind: 'connected'; readonly result: ServerResult; readonly detail: string }
  | { readonly kind: 'failed'; readonly result: ServerResult }
  | { readonly kind: 'wants-login'; readonly result: ServerResult }
  /** Not started, or stopped before it could answer. */
  | { readonly kind: 'untried'; readonly reason: string };

/** An answer that takes longer than this is no proof worth waiting for, unless the fix is to wait longer. */
const LONGEST_TRIAL_MS = 20_000;

/** Connects a patched entry as its client would, under the same consent as any other, and judges what happened. */
export async function tryEntry(patched: FoundEntry, original: FoundEntry | undefined, context: ExamineContext): Promise<Trial> {
  const { loads, name } = patched.facts;
  if (loads.state === 'gated') return { kind: 'untried', reason: `${patched.definition.name} would not start it yet: ${loads.gate.because}` };
  const plan = patched.plan?.reveal();
  if (loads.state === 'dropped' || plan === undefined) return { kind: 'untried', reason: `${patched.definition.name} would still not load "${name}"` };

  const waitsLonger = original !== undefined && patched.facts.effective.connectMs > original.facts.effective.connectMs;
  const limitMs = waitsLonger ? plan.limitMs : Math.min(plan.limitMs, LONGEST_TRIAL_MS);
  const deadline = AbortSignal.timeout(Math.min(limitMs, 65_000) + 5_000);
  const { request } = context;
  const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline]);
  setMaxListeners(0, signal);
  const found: FoundEntry = { ...patched, plan: new Secret({ ...plan, limitMs }) };
  try {
    return await connect(found, plan.limitMs > limitMs, { ...context, request: { ...request, patienceMs: 0, signal } });
  } catch (error) {
    request.signal?.throwIfAborted();
    if (deadline.aborted) return { kind: 'untried', reason: `it was stopped after ${Math.round(limitMs / 1000)} s without an answer` };
    throw error;
  }
}

async function connect(found: FoundEntry, isCut: boolean, context: ExamineContext): Promise<Trial> {
  const evidence = await examine(found, context);
  const session = evidence.session;
  if (session?.state !== 'ok') return { kind: 'untried', reason: session === undefined ? 'nothing to connect to' : session.reason };
  const result = await concludeServer(evidence, { withSteps: false, redactor: found.redactor, readConfig: async () => undefined });
  const { outcome } = session.value;
  if (outcome.kind === 'needs-authentication') return { kind: 'wants-login', result };
  if (outcome.kind === 'failed') {
    const wasSilent = outcome.stage === 'silence' || outcome.stage === 'http-timeout';
    return isCut && wasSilent
      ? { kind: 'untried', reason: `it was stopped after ${Math.round(session.value.limitMs / 1000)} s without an answer` }
      : { kind: 'failed', result };
  }
  const tools = outcome.tools === undefined ? '' : `, ${outcome.tools} ${outcome.tools === 1 ? 'tool' : 'tools'}`;
  return {
    kind: 'connected',
    result,
    detail: `answered ${outcome.era === 'modern' ? 'server/discover' : 'initialize'} in ${Math.round(outcome.atMs)} ms${tools}`,
  };
}

/** Where the patched entry is when edits may have renamed or moved it: the same place, else the same name among the changed files. */
export function findPatched(
  original: FoundEntry,
  entries: readonly FoundEntry[],
  changes: readonly FileChange[],
  movedTo: FoundEntry['facts']['at'],
): FoundEntry | undefined {
  const { client, name, file, scope } = original.facts;
  const own = entries.filter(({ facts }) => facts.client === client);
  const atPlace = own.filter(
    ({ facts }) => facts.file === file && (facts.scope === scope || facts.scope !== 'not read') && JSON.stringify(facts.at) === JSON.stringify(movedTo),
  );
  const byName = own.filter(({ facts }) => facts.name === name && changes.some(({ path }) => path === facts.file));
  const candidates = [...atPlace, ...byName];
  return candidates.find(({ facts }) => facts.loads.state === 'loads') ?? candidates[0];
}
