import type { PermissionFacts } from '../../model/index.ts';
import { ALLOW_ASK_DENY } from './shared.ts';

/** Each line tried on 2026-11-27 with Claude Code 2.1.332 in print mode, a model on loopback asking for each tool. */
export const CLAUDE_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: {
    template: 'mcp__{server}__{tool}',
    keeps: 'a-zA-Z0-9_\\-',
    star: 'anywhere',
    wholeServer: ['mcp__{server}'],
    ignored: [
      { when: '^mcp__[^(]*\\(', because: 'Claude Code passes over rules for MCP tools with something in parentheses' },
      { when: '^mcp__(?:(?!__).)*\\*', decision: 'allow', because: 'Claude Code passes over allow rules with * in the name of the server' },
      { when: '^\\*', decision: 'allow', because: 'Claude Code passes over allow rules that begin with *' },
    ],
  },
  order: 'strictest',
  places: [
    { scope: 'user', path: '{$CLAUDE_CONFIG_DIR|~/.claude}/settings.json', format: 'json', slots: ALLOW_ASK_DENY },
    { scope: 'project', path: '{project}/.claude/settings.json', format: 'json', fromProject: true, slots: ALLOW_ASK_DENY },
    { scope: 'local', path: '{project}/.claude/settings.local.json', format: 'json', fromProject: true, slots: ALLOW_ASK_DENY },
    {
      scope: 'managed',
      path: {
        darwin: '/Library/Application Support/ClaudeCode/managed-settings.json',
        win32: '%ProgramFiles%/ClaudeCode/managed-settings.json',
        linux: '/etc/claude-code/managed-settings.json',
      },
      format: 'json',
      writes: false,
      slots: ALLOW_ASK_DENY,
    },
  ],
  notes: ['A tool that is denied is not shown to the model at all.'],
  known: 'tested',
};
