import type { PermissionFacts } from '../../model/index.ts';
import { listInEntry } from './shared.ts';

/** charmbracelet/crush documentation of permissions and MCP, read 2026-11-27; not run. */
export const CRUSH_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: 'mcp_{server}_{tool}', star: 'none' },
  order: 'strictest',
  places: [
    {
      scope: 'entry',
      path: 'entry',
      format: 'json',
      slots: [{ decision: 'allow', at: ['permissions', 'allowed_tools'], item: '{rule}' }, listInEntry('deny', 'disabled_tools')],
    },
  ],
  known: 'docs',
};
