import { createHash } from 'node:crypto';
import type { ConnectPlan, FoundEntry } from '../model/index.ts';
import type { ConsentAsk, DoctorRequest } from './request.ts';

/**
 * May this server be started or dialled? Entries that came with a project folder need consent: a cloned repository must
 * not run code, nor receive configured headers, because somebody looked at it.
 */
export async function mayConnect(found: FoundEntry, plan: ConnectPlan, request: Pick<DoctorRequest, 'trustsProject' | 'consent'>): Promise<boolean> {
  if (!found.facts.fromProject || request.trustsProject) return true;
  return (await request.consent?.(askFor(found, plan))) ?? false;
}

/** What a person is shown before a project's server starts. */
function askFor(found: FoundEntry, plan: ConnectPlan): ConsentAsk {
  const { facts, redactor } = found;
  const argv = plan.transport === 'stdio' ? [plan.command, ...plan.args] : [plan.url];
  return {
    client: found.definition.name,
    name: facts.name,
    file: facts.file,
    argv: argv.map((word) => redactor.text(word)),
    cwd: plan.transport === 'stdio' ? plan.cwd : '',
    digest: digestOf(found, plan),
  };
}

/**
 * Digest of everything that decides what would run or be sent: file, command, arguments, folder, the entry's own variables
 * with their values, URL, headers. Whatever of it changes is asked again.
 */
function digestOf({ facts }: FoundEntry, plan: ConnectPlan): string {
  const what =
    plan.transport === 'stdio'
      ? [plan.command, plan.args, plan.cwd, Object.keys(facts.effective.env ?? {}).map((name) => [name, plan.env[name]])]
      : [plan.transport, plan.url, plan.headers];
  return createHash('sha256')
    .update(JSON.stringify([facts.file, facts.name, ...what]))
    .digest('hex');
}
