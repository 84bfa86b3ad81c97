import type { PermissionDecision, RuleSlot } from '../../model/index.ts';

/** Three lists of rule names below one key, as Claude Code and Qwen Code have them. */
export const ALLOW_ASK_DENY: readonly RuleSlot[] = (['allow', 'ask', 'deny'] satisfies PermissionDecision[]).map((decision) => ({
  decision,
  at: ['permissions', decision],
  item: '{rule}',
}));

/** A list of tool names in the server's own entry: `listInEntry('allow', 'autoApprove')`. */
export function listInEntry(decision: PermissionDecision, field: string): RuleSlot {
  return { decision, at: ['{entry}', field], item: '{tool}' };
}
