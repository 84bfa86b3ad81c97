import { findTarget, TargetError } from '../engine/find-target.ts';
import { mayConnect } from '../engine/consent.ts';
import { runVerify } from '../engine/verify/run-verify.ts';
import type { ClientId, FoundEntry, Roots, VerifyResult } from '../model/index.ts';
import { safeJson, safeText } from '../text/safe-text.ts';
import { askConsent } from './ask-consent.ts';
import { parseFlags } from './parse-flags.ts';
import { startProgress } from './progress.ts';
import { readHeaders, readOneTarget } from './read-target.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { UsageError } from './usage-error.ts';
import { VERIFY_FLAGS } from './verify-flags.ts';

/** `mcp-medic verify <target>`. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const parsed = parseFlags(words, VERIFY_FLAGS);
  const { flags } = parsed;
  const roots = readRoots(flags);
  const { target, written } = readOneTarget(parsed, 'mcp-medic verify');
  const headers = readHeaders(flags['header']);
  const { found, others } = await findTarget(target, roots, {
    ...(flags['client'] === undefined ? {} : { client: flags['client'] as ClientId }),
    ...(headers === undefined ? {} : { headers }),
    ...(flags['transport'] === undefined ? {} : { transport: flags['transport'] as 'http' | 'sse' }),
  }).catch((error: unknown) => {
    throw error instanceof TargetError ? new UsageError(error.message, 'See all servers: mcp-medic') : error;
  });
  if (others.length > 0) process.stderr.write(safeText(`Taking "${written}" of ${found.definition.id}; ${others.join(', ')} has one of that name too.\n`));
  await refuseWithoutConsent(found, flags['trust'] === true, roots);
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
      ...(flags['revision'] === undefined ? {} : { revision: flags['revision'] as string }),
    })) {
      if (event.type === 'probing') progress.update(`${event.done} of ${event.total} probes done, now ${event.probe} …`);
      if (event.type === 'done') result = event.result;
    }
    progress.clear();
    if (result === undefined) throw new Error('the run ended without a result');
    if (flags['json'] === true) process.stdout.write(`${safeJson(JSON.stringify(result, undefined, 2))}\n`);
    else
      for (const check of result.checks)
        process.stdout.write(
          safeText(
            `${check.status.padEnd(15)}${check.id}  ${check.title}${check.reason === undefined ? '' : ` (${check.reason})`}\n${check.status === 'fail' || check.status === 'warn' ? `${check.evidence.map((item) => `    ${item.what}: ${item.quote ?? ''}\n`).join('')}    Do this: ${check.fix ?? ''}\n` : ''}`,
          ),
        );
    return result.summary.fail > 0 ? 1 : 0;
  });
}

/** What a project folder brings along is neither started nor dialled unless a person says so. */
async function refuseWithoutConsent(found: FoundEntry, trustsProject: boolean, roots: Roots): Promise<void> {
  const plan = found.plan?.reveal();
  if (plan === undefined || (await mayConnect(found, plan, { trustsProject, consent: askConsent(roots) }))) return;
  throw new UsageError(`"${found.facts.name}" came with the project folder and needs your consent.`, 'Look at its entry, then run again with --trust.');
}
