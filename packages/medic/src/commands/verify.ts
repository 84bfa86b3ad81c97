import { runVerify } from '../engine/verify/run-verify.ts';
import type { VerifyResult } from '../model/index.ts';
import { prepareFinish } from './finish-checks.ts';
import { openTarget } from './open-target.ts';
import { parseFlags } from './parse-flags.ts';
import { startProgress } from './progress.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { UsageError } from './usage-error.ts';
import { VERIFY_FLAGS } from './verify-flags.ts';

/** `mcp-medic verify <target>`. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const parsed = parseFlags(words, VERIFY_FLAGS);
  const { flags } = parsed;
  const idleMs = readIdle(flags['idle'] as string | undefined);
  const roots = readRoots(flags);
  const finish = await prepareFinish(flags, roots.home);
  const { found, written } = await openTarget(parsed, roots, 'mcp-medic verify');
  return withSignals(async (signal) => {
    const progress = startProgress(process.stderr);
    let result: VerifyResult | undefined;
    for await (const event of runVerify({
      found,
      target: written,
      roots,
      version,
      allowsCalls: flags['allow-calls'] === true,
      signal,
      ...(idleMs === undefined ? {} : { idleMs }),
      ...(flags['revision'] === undefined ? {} : { revision: flags['revision'] as string }),
    })) {
      if (event.type === 'probing') progress.update(`${event.done} of ${event.total} probes done, now ${event.probe} …`);
      if (event.type === 'done') result = event.result;
    }
    progress.clear();
    if (result === undefined) throw new Error('the run ended without a result');
    return finish(result);
  });
}

/** Servers write a comment each 15 to 30 seconds; one at the end of that time must not be missed. */
const IDLE_SECONDS = { least: 45, most: 300 } as const;

function readIdle(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const seconds = /^\d{1,4}$/.test(word) ? Number(word) : Number.NaN;
  if (seconds >= IDLE_SECONDS.least && seconds <= IDLE_SECONDS.most) return seconds * 1_000;
  throw new UsageError(`--idle takes ${IDLE_SECONDS.least} to ${IDLE_SECONDS.most} seconds, not "${word}".`, 'For example: --idle 60');
}
