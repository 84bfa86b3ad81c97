import type { PermissionFacts, RuleSlot } from '../../model/index.ts';

/**
 * Ranks within the user's tier: "allow" stays below what the user clicks away for good, "ask" stands above `trust: true` (200) and
 * `tools.allowed` (300), "deny" above everything else of the user. Read in the code of 0.61.0.
 */
const policy = (decision: RuleSlot['decision'], word: string, priority: number): RuleSlot => ({
  decision,
  at: ['rule'],
  item: { mcpName: '{server}', toolName: '{tool}', decision: word, priority },
});
const POLICY: readonly RuleSlot[] = [policy('allow', 'allow', 100), policy('ask', 'ask_user', 500), policy('deny', 'deny', 960)];
const SETTINGS: readonly RuleSlot[] = [
  { decision: 'allow', at: ['mcpServers', '{server}', 'trust'], value: true, covers: 'server' },
  { decision: 'deny', at: ['mcpServers', '{server}', 'excludeTools'], item: '{tool}' },
  { decision: 'allow', at: ['tools', 'allowed'], item: '{rule}' },
  { decision: 'deny', at: ['tools', 'exclude'], item: '{rule}' },
  { decision: 'allow', at: ['mcp', 'allowed'], item: '{server}', covers: 'server' },
];

/** Tried on 2026-11-27 with Gemini CLI 0.61.0 in prompt mode, a model on loopback asking for each tool; names read in its code. */
export const GEMINI_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: 'mcp_{server}_{tool}', keeps: 'a-zA-Z0-9_\\-.:', maxLength: 63, star: 'end' },
  order: 'strictest',
  places: [
    { scope: 'user', path: '{$GEMINI_CLI_HOME|~}/.gemini/policies/mcp-medic.toml', format: 'toml', slots: POLICY },
    { scope: 'user', path: '{$GEMINI_CLI_HOME|~}/.gemini/policies/*.toml', format: 'toml', writes: false, slots: POLICY },
    { scope: 'user', path: '{$GEMINI_CLI_HOME|~}/.gemini/settings.json', format: 'jsonc', writes: false, slots: SETTINGS },
    { scope: 'project', path: '{project}/.gemini/settings.json', format: 'jsonc', writes: false, fromProject: true, slots: SETTINGS },
  ],
  notes: [
    'Rules go into a policy file of their own, because settings.json has no way to ask about one tool.',
    'Without a terminal (gemini -p) a tool that would be asked about is not offered to the model.',
  ],
  known: 'tested',
};
