import type { PermissionFacts } from '../../model/index.ts';

/** Source of goose (config/permission.rs), read 2026-11-27; not run. A list that is missing makes goose refuse to start. */
export const GOOSE_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask',
  names: { template: '{server}__{tool}', star: 'none' },
  order: 'strictest',
  places: [
    {
      scope: 'user',
      path: {
        darwin: '~/.config/goose/permission.yaml',
        linux: '{$XDG_CONFIG_HOME|~/.config}/goose/permission.yaml',
        win32: '%APPDATA%/Block/goose/config/permission.yaml',
      },
      format: 'yaml',
      slots: [
        { decision: 'allow', at: ['user', 'always_allow'], item: '{rule}' },
        { decision: 'ask', at: ['user', 'ask_before'], item: '{rule}' },
        { decision: 'deny', at: ['user', 'never_allow'], item: '{rule}' },
      ],
      needs: [
        ['user', 'always_allow'],
        ['user', 'ask_before'],
        ['user', 'never_allow'],
      ],
    },
  ],
  notes: ['These rules count in the modes approve and smart_approve. In the mode auto, which is the default, goose asks about nothing.'],
  known: 'code',
};
