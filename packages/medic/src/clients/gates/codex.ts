import type { ConfigFileFacts, EntryFacts, Gate, GateContext } from '../../model/index.ts';
import { locate, projectKeys, readAt } from '../shared/gates.ts';

const USER_FILE = '{$CODEX_HOME|~/.codex}/config.toml';

export const CODEX_STATE_FILES: readonly string[] = [USER_FILE];

/** A project's config.toml is passed over until the user's file calls the project trusted (Codex 0.169.0, run 2026-11-20). */
export function gateCodex(_entry: EntryFacts, file: ConfigFileFacts, context: GateContext): Gate | undefined {
  const user = context.state(USER_FILE);
  if (file.scope !== 'project' || user?.path === file.path) return undefined;
  const levels = projectKeys(context).map((key) => ({ key, level: readAt(user?.value, 'projects', key, 'trust_level') }));
  if (levels.some(({ level }) => level === 'trusted')) return undefined;
  const table = `[projects.${JSON.stringify(context.gitRoot ?? context.project)}]`;
  const set = levels.find(({ level }) => typeof level === 'string');
  return {
    cause: 'approval-or-trust-pending',
    because:
      set === undefined
        ? `Codex passes over ${file.path} because the user's config.toml does not call this project trusted.`
        : `Codex passes over ${file.path} because the user's config.toml says trust_level = ${JSON.stringify(set.level)} for this project.`,
    ...(user === undefined || set === undefined ? {} : { where: locate(user, 'trust_level', set.key), quote: `trust_level = ${JSON.stringify(set.level)}` }),
    todo: `Run \`codex\` in the project folder and trust it, or write ${table} with trust_level = "trusted" into ${user?.path ?? '~/.codex/config.toml'}.`,
  };
}
