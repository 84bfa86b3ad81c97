import type { ConfigFileFacts, EntryFacts, Gate, GateContext } from '../../model/index.ts';
import { gateByNameLists, locate, projectKeys, readAt } from '../shared/gates.ts';

const USER_SETTINGS = '{$QWEN_HOME|~/.qwen}/settings.json';
const PROJECT_SETTINGS = '{project}/.qwen/settings.json';
const APPROVALS = '{$QWEN_HOME|~/.qwen}/mcpApprovals.json';

export const QWEN_STATE_FILES: readonly string[] = [USER_SETTINGS, PROJECT_SETTINGS, APPROVALS];

/**
 * Servers that come with a project wait for `qwen mcp approve` (Qwen Code 0.24.4, run 2026-11-20). The approval is bound to
 * the entry's content by a hash; here only its presence is looked at, so an approval gone stale goes unseen.
 */
export function gateQwen(entry: EntryFacts, file: ConfigFileFacts, context: GateContext): Gate | undefined {
  const user = context.state(USER_SETTINGS);
  const listed = gateByNameLists(entry.name, [user, context.state(PROJECT_SETTINGS)]);
  if (listed !== undefined || !file.fromProject || file.path === user?.path) return listed;
  const approvals = context.state(APPROVALS);
  const records = projectKeys(context).map((key) => readAt(approvals?.value, key, entry.name));
  const statuses = records.map((record) => readAt(record, 'status'));
  if (statuses.includes('approved')) return undefined;
  const rejected = approvals !== undefined && statuses.includes('rejected');
  return {
    cause: 'approval-or-trust-pending',
    because: rejected
      ? `${approvals.path} says that "${entry.name}" was rejected for this project.`
      : `Qwen Code starts servers of a project only after approval, and ${approvals?.path ?? '~/.qwen/mcpApprovals.json'} has none for "${entry.name}" in ${context.project}.`,
    ...(rejected ? { where: locate(approvals, JSON.stringify(entry.name)), quote: `"${entry.name}": { "status": "rejected" }` } : {}),
    todo: `Run \`qwen mcp approve ${entry.name}\` in the project folder.`,
  };
}
