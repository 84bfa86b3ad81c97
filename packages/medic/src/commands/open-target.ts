import { findTarget, TargetError } from '../engine/find-target.ts';
import { mayConnect } from '../engine/consent.ts';
import type { ClientId, FoundEntry, Roots } from '../model/index.ts';
import { safeText } from '../text/safe-text.ts';
import { askConsent } from './ask-consent.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readHeaders, readOneTarget } from './read-target.ts';
import { UsageError } from './usage-error.ts';

/**
 * The one server that a command line names, with the flags --client, --header, --transport and --trust applied. What a project
 * folder brings along is neither started nor dialled unless a person says so. Throws UsageError.
 */
export async function openTarget(parsed: ParsedWords, roots: Roots, command: string): Promise<{ readonly found: FoundEntry; readonly written: string }> {
  const { flags } = parsed;
  const { target, written } = readOneTarget(parsed, command);
  const headers = readHeaders(flags['header']);
  const { found, others } = await findTarget(target, roots, {
    ...(flags['client'] === undefined ? {} : { client: flags['client'] as ClientId }),
    ...(headers === undefined ? {} : { headers }),
    ...(flags['transport'] === undefined ? {} : { transport: flags['transport'] as 'http' | 'sse' }),
  }).catch((error: unknown) => {
    throw error instanceof TargetError ? new UsageError(error.message, 'See all servers: mcp-medic') : error;
  });
  if (others.length > 0) process.stderr.write(safeText(`Taking "${written}" of ${found.definition.id}; ${others.join(', ')} has one of that name too.\n`));
  const plan = found.plan?.reveal();
  if (plan !== undefined && !(await mayConnect(found, plan, { trustsProject: flags['trust'] === true, consent: askConsent(roots) }))) {
    throw new UsageError(`"${found.facts.name}" came with the project folder and needs your consent.`, 'Look at its entry, then run again with --trust.');
  }
  return { found, written };
}
