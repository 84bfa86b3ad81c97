import type { ConfigFileFacts, EntryFacts, Gate, GateContext } from '../../model/index.ts';
import { gateByNameLists, isWithin, locate, readAt, type State } from '../shared/gates.ts';

const USER_SETTINGS = '{$GEMINI_CLI_HOME|~}/.gemini/settings.json';
const PROJECT_SETTINGS = '{project}/.gemini/settings.json';
const TRUSTED_FOLDERS = '{$GEMINI_CLI_HOME|~}/.gemini/trustedFolders.json';
const SWITCHES = '{$GEMINI_CLI_HOME|~}/.gemini/mcp-server-enablement.json';

export const GEMINI_STATE_FILES: readonly string[] = [USER_SETTINGS, PROJECT_SETTINGS, TRUSTED_FOLDERS, SWITCHES];

/**
 * An untrusted folder switches off stdio servers of every scope and everything in the project's settings (Gemini CLI
 * 0.61.0, run 2026-11-20). Folder trust is on unless `security.folderTrust.enabled` is false (its source, read 2026-11-20).
 */
export function gateGemini(entry: EntryFacts, file: ConfigFileFacts, context: GateContext): Gate | undefined {
  const user = context.state(USER_SETTINGS);
  const project = context.state(PROJECT_SETTINGS);
  return gateByNameLists(entry.name, [user, project]) ?? gateBySwitch(entry.name, context.state(SWITCHES)) ?? gateByTrust(entry, file, context, user);
}

function gateBySwitch(name: string, switches: State | undefined): Gate | undefined {
  const key = name.toLowerCase().trim();
  if (switches === undefined || readAt(switches.value, key, 'enabled') !== false) return undefined;
  return {
    cause: 'server-disabled',
    because: `${switches.path} switches "${name}" off.`,
    where: locate(switches, JSON.stringify(key)),
    quote: `${JSON.stringify(key)}: { "enabled": false }`,
    todo: `Run \`gemini mcp enable ${name}\`.`,
  };
}

function gateByTrust(entry: EntryFacts, file: ConfigFileFacts, context: GateContext, user: State | undefined): Gate | undefined {
  if (readAt(user?.value, 'security', 'folderTrust', 'enabled') === false || context.env['GEMINI_CLI_TRUST_WORKSPACE'] === 'true') return undefined;
  if (entry.effective.transport !== 'stdio' && (file.scope !== 'project' || file.path === user?.path)) return undefined;
  const folders = context.state(TRUSTED_FOLDERS);
  const rule = findRule(folders, context.project);
  if (rule?.level === 'TRUST_FOLDER' || rule?.level === 'TRUST_PARENT') return undefined;
  const what = entry.effective.transport === 'stdio' ? 'starts no stdio server' : "does not read the project's settings";
  return {
    cause: 'approval-or-trust-pending',
    because:
      rule === undefined
        ? `Gemini CLI ${what} in a folder that is not trusted, and ${folders?.path ?? '~/.gemini/trustedFolders.json'} does not name ${context.project}.`
        : `Gemini CLI ${what} here: ${folders?.path ?? ''} says ${rule.level} for ${rule.path}.`,
    ...(folders === undefined || rule === undefined
      ? {}
      : { where: locate(folders, JSON.stringify(rule.path)), quote: `${JSON.stringify(rule.path)}: ${JSON.stringify(rule.level)}` }),
    todo: 'Run `gemini` in the folder and choose to trust it (in a running session: /permissions).',
  };
}

/** The longest rule that covers the folder decides, as in Gemini CLI. */
function findRule(folders: State | undefined, project: string): { readonly path: string; readonly level: string } | undefined {
  const value = folders?.value;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value)
    .filter((each): each is [string, string] => typeof each[1] === 'string')
    .filter(([path, level]) => isWithin(project, level === 'TRUST_PARENT' ? parentOf(path) : path))
    .map(([path, level]) => ({ path, level }))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

function parentOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, '') || '/';
}
