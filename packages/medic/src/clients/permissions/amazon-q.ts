import type { PermissionFacts } from '../../model/index.ts';

/** aws/amazon-q-developer-cli source of 2026-04-23, read 2026-11-20; not run. */
export const AMAZON_Q_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: '@{server}/{tool}', star: 'anywhere', wholeServer: ['@{server}'] },
  order: 'strictest',
  places: [
    {
      scope: 'entry',
      path: 'entry',
      entryScopes: ['agent-project', 'agent-user'],
      format: 'json',
      slots: [{ decision: 'allow', at: ['allowedTools'], item: '{rule}' }],
    },
  ],
  notes: ['Rules belong to an agent: they stand in its file below cli-agents, not in mcp.json.'],
  known: 'code',
};
