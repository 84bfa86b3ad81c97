import { entryFromTyped } from '../discover/adhoc.ts';
import { discover, type DiscoverOptions } from '../discover/discover.ts';
import { overlayReader, type OverlayText, type SourceReader } from '../discover/read-source.ts';
import type { ClientDefinition, ConfigFileFacts, ConfigPath, Discovery, FoundEntry } from '../model/index.ts';
import { planFix, type FileChange } from '../treat/plan-fix.ts';
import type { FileSource, OfferedFix } from '../treat/render-fix.ts';
import { ailmentOf, compareState } from './compare-state.ts';
import type { ExamineContext } from './examine-context.ts';
import { leaveUntried, proveOffers, type Ailment, type Proof } from './prove.ts';
import { findPatched, tryEntry, type Trial } from './prove-entry.ts';
import { whyNotTry } from './prove-guard.ts';

/** Everything needed to see an edit as its client would, before it is made. */
export interface ProverContext {
  readonly examine: ExamineContext;
  readonly clients: readonly ClientDefinition[];
  readonly discoverOptions: DiscoverOptions;
  readonly read: SourceReader;
  /** Trials of this run, so that a file and its servers do not start the same thing twice. */
  readonly trials: Map<string, Promise<Trial>>;
}

/** Tries the fixes of a failing or degraded server out in memory. Starts nothing with `--static`. */
export async function proveServerFixes(
  found: FoundEntry,
  ailment: Ailment,
  offers: readonly OfferedFix[],
  files: FileSource,
  context: ProverContext,
): Promise<readonly OfferedFix[]> {
  if (ailment.verdict !== 'failing' && ailment.verdict !== 'degraded') return leaveUntried(offers, 'only fixes of servers that fail are tried out');
  if (context.examine.request.isStatic) return leaveUntried(offers, '--static: nothing was started or dialled');
  return proveOffers(offers, async ({ draft }) => {
    const plan = await planFix(draft, files);
    if (!plan.ok) return { proof: 'not-tried', detail: plan.reason };
    const patched = await readPatched(found, plan.changes, draft, context);
    if (patched === undefined) return { proof: 'refuted', detail: `with it, ${found.definition.name} would no longer find "${found.facts.name}"` };
    return judgeTrial(await tryOnce(patched, found, plan.changes, context), ailment);
  });
}

/** The same for the fixes of a whole file: proven when the client reads the file and a server of it connects. */
export async function proveFileFixes(
  file: ConfigFileFacts,
  offers: readonly OfferedFix[],
  files: FileSource,
  context: ProverContext,
): Promise<readonly OfferedFix[]> {
  if (context.examine.request.isStatic) return leaveUntried(offers, '--static: nothing was started or dialled');
  return proveOffers(offers, async ({ draft }) => {
    const plan = await planFix(draft, files);
    if (!plan.ok) return { proof: 'not-tried', detail: plan.reason };
    const patched = await discoverPatched(plan.changes, context);
    const facts = patched.files.filter((one) => one.client === file.client && plan.changes.some(({ path }) => path === one.path));
    if (facts.some(({ state }) => state === 'invalid')) return { proof: 'refuted', detail: 'the file would still be refused' };
    const entries = patched.entries.filter((one) => one.facts.client === file.client && plan.changes.some(({ path }) => path === one.facts.file));
    const trials = await Promise.all(entries.slice(0, 3).map((entry) => tryOnce(entry, undefined, plan.changes, context)));
    return judgeFile(trials, entries.length);
  });
}

function judgeFile(trials: readonly Trial[], total: number): Proof {
  if (total === 0) return { proof: 'not-tried', detail: 'the file can be read with it, and holds no server to try' };
  const connected = trials.filter(({ kind }) => kind === 'connected').length;
  if (connected > 0) return { proof: 'proven', detail: `the file was read, and ${connected} of ${trials.length} servers tried connected` };
  const [first] = trials;
  return {
    proof: 'not-tried',
    detail:
      first?.kind === 'untried'
        ? `the file can be read with it; ${first.reason}`
        : 'the file can be read with it; its servers then fail for reasons of their own',
  };
}

function judgeTrial(trial: Trial, before: Ailment): Proof {
  if (trial.kind === 'untried') return { proof: 'not-tried', detail: trial.reason };
  const change = compareState(before, ailmentOf(trial.result));
  const title = trial.result.diagnosis?.title ?? 'the connection failed';
  if (trial.kind === 'connected') {
    if (change === 'better') return { proof: 'proven', detail: trial.result.verdict === 'degraded' ? `${trial.detail}, but then: ${title}` : trial.detail };
    return { proof: 'refuted', detail: `tried, and it changed nothing: ${title}` };
  }
  if (trial.kind === 'wants-login' && change !== 'same')
    return { proof: 'not-tried', detail: 'with it the server answered and wants a login, which only you can do' };
  // Neither proven nor refuted: what stopped the connection is gone, and something behind it came to light.
  if (change === 'further' || change === 'better') return { proof: 'not-tried', detail: `not proven: with it the connection got further, then: ${title}` };
  return { proof: 'refuted', detail: `tried, and the connection still failed: ${title}` };
}

async function tryOnce(patched: FoundEntry, original: FoundEntry | undefined, changes: readonly FileChange[], context: ProverContext): Promise<Trial> {
  const plan = patched.plan?.reveal();
  const refusal = plan === undefined ? undefined : whyNotTry(original ?? patched, plan, changes);
  if (refusal !== undefined) return { kind: 'untried', reason: refusal };
  const { client, file, at } = patched.facts;
  const key = JSON.stringify([client, file, at, plan ?? null]);
  const known = context.trials.get(key) ?? tryEntry(patched, original, context.examine);
  context.trials.set(key, known);
  return known;
}

/** The entry as it would be after the changes. */
async function readPatched(
  found: FoundEntry,
  changes: readonly FileChange[],
  draft: OfferedFix['draft'],
  context: ProverContext,
): Promise<FoundEntry | undefined> {
  const { typed, definition, facts } = found;
  if (typed !== undefined) return entryFromTyped(changes[0]?.after ?? typed.reveal(), context.examine.request.roots, definition);
  const { entries } = await discoverPatched(changes, context);
  return findPatched(found, entries, changes, movedBy(facts.at, draft));
}

function discoverPatched(changes: readonly FileChange[], { examine, clients, discoverOptions, read }: ProverContext): Promise<Discovery> {
  const overlay = new Map(changes.map(({ path, format, after, becomes }): [string, OverlayText] => [path, { text: after, format, ...becomes }]));
  return discover(examine.request.roots, clients, { ...discoverOptions, read: overlayReader(read, overlay) });
}

/** Where renamed keys and moved values take the entry. */
export function movedBy(at: ConfigPath, { steps }: OfferedFix['draft']): ConfigPath {
  let moved = at;
  for (const edit of steps.flatMap((step) => (step.do === 'edit' ? step.edits : []))) {
    if ((edit.op !== 'rename-key' && edit.op !== 'move') || edit.at.length > moved.length || edit.at.some((step, index) => step !== moved[index])) continue;
    moved = edit.op === 'move' ? [...edit.to, ...moved.slice(edit.at.length)] : moved.with(edit.at.length - 1, edit.to);
  }
  return moved;
}
