import { readText, type ExplainOutcome, type ExplainRequest } from '../engine/explain.ts';
import { followUp } from '../engine/follow-up.ts';
import type { Target } from '../engine/request.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readTarget } from './read-target.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { UsageError } from './usage-error.ts';

/** Explains the text and runs the checks that decide. Servers it starts end with it, also on Ctrl-C. */
export async function explainAndLook(request: ExplainRequest, flags: ParsedWords['flags'], version: string): Promise<ExplainOutcome> {
  const roots = readRoots(flags);
  const targets = readNamed(flags);
  const outcome = await readText(request);
  if (!outcome.ok) return outcome;
  let result: ExplainOutcome | undefined;
  await withSignals(async (signal) => {
    result = { ok: true, result: await followUp(outcome.read, { roots, version, targets, signal }) };
    return 0;
  });
  if (result === undefined) throw new Error('the follow-up ended without a result');
  return result;
}

function readNamed(flags: ParsedWords['flags']): readonly Target[] {
  const { server, url } = flags;
  const targets: Target[] = [];
  if (typeof server === 'string') targets.push(readTarget(server));
  if (typeof url === 'string') {
    if (!/^https?:\/\//iu.test(url) || !URL.canParse(url)) throw new UsageError('--url takes an address that begins with http:// or https://.');
    targets.push({ kind: 'url', url });
  }
  return targets;
}
