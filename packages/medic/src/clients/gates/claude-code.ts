import type { ConfigFileFacts, EntryFacts, Gate, GateContext } from '../../model/index.ts';
import { lists, locate, projectKeys, readAt, type State } from '../shared/gates.ts';

const USER_SETTINGS = '{$CLAUDE_CONFIG_DIR|~/.claude}/settings.json';
const PROJECT_SETTINGS = ['{project}/.claude/settings.json', '{project}/.claude/settings.local.json'];
const MAIN_FILE = '{$CLAUDE_CONFIG_DIR|~}/.claude.json';

export const CLAUDE_STATE_FILES: readonly string[] = [USER_SETTINGS, ...PROJECT_SETTINGS, MAIN_FILE];

/**
 * Servers from `.mcp.json` wait for approval. Measured with Claude Code 2.1.329 on 2026-11-20: the user's settings decide;
 * the same keys in a project's settings count only after the trust dialog of that folder was accepted.
 */
export function gateClaudeCode(entry: EntryFacts, _file: ConfigFileFacts, context: GateContext): Gate | undefined {
  const main = context.state(MAIN_FILE);
  const stored = findProject(main, context);
  const user = context.state(USER_SETTINGS);
  const off = findSwitchedOff(entry, main, stored, user);
  if (off !== undefined || entry.scope !== 'project') return off;
  const own = PROJECT_SETTINGS.map((template) => context.state(template));
  const trusted = readAt(stored?.value, 'hasTrustDialogAccepted') === true;
  for (const state of trusted ? own : []) {
    if (state !== undefined && lists(state.value, ['disabledMcpjsonServers'], entry.name)) return refuse(entry.name, state, 'disabledMcpjsonServers');
  }
  if (approves(user?.value, entry.name) || approves(stored?.value, entry.name)) return undefined;
  const approving = own.find((state) => approves(state?.value, entry.name));
  if (approving === undefined) {
    return {
      cause: 'approval-or-trust-pending',
      because: `Claude Code starts "${entry.name}" from .mcp.json only after the user approved it, and no settings file approves it.`,
      where: `${entry.file}:${entry.line}`,
      quote: `"${entry.name}"`,
      todo: 'Run `claude` in the project folder and approve the server when it asks.',
    };
  }
  if (trusted) return undefined;
  return {
    cause: 'approval-or-trust-pending',
    because: `${approving.path} approves "${entry.name}", but the trust dialog of this folder was never accepted, so Claude Code passes over that approval.`,
    where: locate(approving, approvalKey(approving.value)),
    quote: `"${approvalKey(approving.value)}"`,
    todo: 'Run `claude` in the project folder and accept the trust dialog.',
  };
}

interface StoredProject {
  readonly value: unknown;
  readonly key: string;
}

function findProject(main: State | undefined, context: GateContext): StoredProject | undefined {
  for (const key of projectKeys(context)) {
    const value = readAt(main?.value, 'projects', key);
    if (value !== undefined) return { value, key };
  }
  return undefined;
}

function findSwitchedOff(entry: EntryFacts, main: State | undefined, stored: StoredProject | undefined, user: State | undefined): Gate | undefined {
  const { name } = entry;
  if (main !== undefined && stored !== undefined) {
    if (lists(stored.value, ['disabledMcpServers'], name)) return refuse(name, main, 'disabledMcpServers', stored.key);
    if (entry.scope === 'project' && lists(stored.value, ['disabledMcpjsonServers'], name)) return refuse(name, main, 'disabledMcpjsonServers', stored.key);
  }
  if (entry.scope !== 'project' || user === undefined) return undefined;
  return lists(user.value, ['disabledMcpjsonServers'], name) ? refuse(name, user, 'disabledMcpjsonServers') : undefined;
}

function refuse(name: string, state: State, key: string, after?: string): Gate {
  return {
    cause: 'server-disabled',
    because: `${state.path} lists "${name}" in ${key}.`,
    where: locate(state, `"${key}"`, after),
    quote: `"${key}": ["${name}"]`,
    todo: key === 'disabledMcpServers' ? `Run /mcp in Claude Code and enable "${name}".` : `Take "${name}" out of ${key} in ${state.path}.`,
  };
}

function approves(value: unknown, name: string): boolean {
  return readAt(value, 'enableAllProjectMcpServers') === true || lists(value, ['enabledMcpjsonServers'], name);
}

function approvalKey(value: unknown): string {
  return readAt(value, 'enableAllProjectMcpServers') === true ? 'enableAllProjectMcpServers' : 'enabledMcpjsonServers';
}
