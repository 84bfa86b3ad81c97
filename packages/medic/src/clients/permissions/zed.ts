import type { PermissionFacts, RuleSlot } from '../../model/index.ts';

const slot = (decision: RuleSlot['decision'], word: string): RuleSlot => ({
  decision,
  at: ['agent', 'tool_permissions', 'tools', '{rule}', 'default'],
  value: word,
});

/** zed.dev/docs/ai/tool-permissions, read 2026-11-27; for Zed 0.224 and newer; not run. */
export const ZED_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: 'mcp:{server}:{tool}', star: 'none' },
  order: 'strictest',
  places: [
    {
      scope: 'user',
      path: { darwin: '~/.config/zed/settings.json', win32: '%APPDATA%/Zed/settings.json', linux: '{$XDG_CONFIG_HOME|~/.config}/zed/settings.json' },
      format: 'jsonc',
      slots: [slot('allow', 'allow'), slot('ask', 'confirm'), slot('deny', 'deny')],
    },
  ],
  notes: ['Zed before 0.224 knows only "always_allow_tool_actions", for all tools at once.'],
  known: 'docs',
};
