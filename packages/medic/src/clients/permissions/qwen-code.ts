import type { PermissionFacts } from '../../model/index.ts';
import { ALLOW_ASK_DENY } from './shared.ts';

/**
 * Tried on 2026-11-27 with Qwen Code 0.24.4 in prompt mode, a model on loopback asking for each tool. Rules hold the names as
 * they are configured; the names the model sees may carry a checksum and are not what a rule is compared with.
 */
export const QWEN_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: 'mcp__{server}__{tool}', star: 'end', wholeServer: ['mcp__{server}'] },
  order: 'strictest',
  places: [
    { scope: 'user', path: '{$QWEN_HOME|~/.qwen}/settings.json', format: 'jsonc', slots: ALLOW_ASK_DENY },
    { scope: 'project', path: '{project}/.qwen/settings.json', format: 'jsonc', fromProject: true, slots: ALLOW_ASK_DENY },
  ],
  known: 'tested',
};
