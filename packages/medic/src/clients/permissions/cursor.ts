import type { PermissionFacts, RuleSlot } from '../../model/index.ts';

const LIST: readonly RuleSlot[] = [{ decision: 'allow', at: ['mcpAllowlist'], item: '{rule}' }];

/** cursor.com/docs/reference/permissions, read 2026-11-27; not run. */
export const CURSOR_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: '{server}:{tool}', star: 'anywhere' },
  order: 'strictest',
  places: [
    { scope: 'user', path: '~/.cursor/permissions.json', format: 'jsonc', slots: LIST },
    { scope: 'project', path: '{project}/.cursor/permissions.json', format: 'jsonc', fromProject: true, slots: LIST },
  ],
  notes: ["As soon as permissions.json holds mcpAllowlist, the list in Cursor's settings no longer counts; take over from there what you want to keep."],
  known: 'docs',
};
