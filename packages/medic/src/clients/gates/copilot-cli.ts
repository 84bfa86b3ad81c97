import type { ConfigFileFacts, EntryFacts, Gate, GateContext } from '../../model/index.ts';
import { isWithin, readAt } from '../shared/gates.ts';

const CONFIG = '{$COPILOT_HOME|~/.copilot}/config.json';

export const COPILOT_STATE_FILES: readonly string[] = [CONFIG];

/**
 * Workspace files are passed over in a folder that is not trusted, without a word (Copilot CLI 1.0.102, run 2026-11-20).
 * Both spellings of the list were present in that run, so either counts here.
 */
export function gateCopilot(_entry: EntryFacts, file: ConfigFileFacts, context: GateContext): Gate | undefined {
  if (!file.fromProject) return undefined;
  const config = context.state(CONFIG);
  const folders = ['trusted_folders', 'trustedFolders'].flatMap((key) => readAt(config?.value, key) ?? []);
  if (folders.some((folder) => typeof folder === 'string' && folder !== '' && isWithin(context.project, folder))) return undefined;
  return {
    cause: 'approval-or-trust-pending',
    because: `Copilot CLI passes over ${file.path} because ${config?.path ?? '~/.copilot/config.json'} does not list ${context.project} among the trusted folders.`,
    ...(config === undefined ? {} : { where: config.path, quote: `"trusted_folders" without ${JSON.stringify(context.project)}` }),
    todo: 'Start `copilot` in the project folder and choose to trust it.',
  };
}
