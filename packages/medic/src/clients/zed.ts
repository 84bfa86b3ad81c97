import type { ClientDefinition } from '../model/index.ts';
import { ZED_PERMISSIONS } from './permissions/zed.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { NO_EXPANSION } from './shared/launch.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'zed',
  name: 'Zed',
  checked: 'zed.dev/docs and parts of the source, read 2026-11-20; not run',
  kind: 'app',
  files: [
    {
      scope: 'project',
      path: '{project}/.zed/settings.json',
      format: 'jsonc',
      servers: ['context_servers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'third-party',
    },
    {
      scope: 'user',
      path: { darwin: '~/.config/zed/settings.json', win32: '%APPDATA%/Zed/settings.json', linux: '{$XDG_CONFIG_HOME|~/.config}/zed/settings.json' },
      format: 'jsonc',
      servers: ['context_servers'],
      shape: 'map',
      precedence: 1,
      known: 'docs',
    },
  ],
  parser: { ...JSON_WITH_COMMENTS, known: 'recalled' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, timeout: { name: 'timeout', unitMs: 1000, affectsConnect: true }, enabled: 'enabled' },
    types: {},
    urlWithoutType: 'http',
    suppliedElsewhere: ['settings'],
    others: ['source', 'settings', 'remote', 'oauth', 'type'],
    wrongValueType: 'accepted',
    unknownField: 'ignored',
    known: 'docs',
  },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: { env: 'all', path: 'terminal', cwd: 'project', honoursCwdField: false, windowsShims: 'unknown', known: 'third-party' },
  handshake: unwatchedHandshake('Zed'),
  http: { ...UNWATCHED_HTTP, fallback: 'none', sse: false, known: 'code' },
  timeout: {
    connectMs: 60_000,
    raise: 'Add "timeout": 120 (seconds) to the entry, or raise "context_server_timeout" (seconds) in settings.json.',
    known: 'code',
  },
  permissions: ZED_PERMISSIONS,
  logs: [
    {
      path: { darwin: '~/Library/Logs/Zed/Zed.log', linux: '{$XDG_DATA_HOME|~/.local/share}/zed/logs/Zed.log', win32: '%LOCALAPPDATA%/Zed/logs/Zed.log' },
      what: 'client',
      known: 'recalled',
    },
  ],
  reload: "save settings.json: Zed restarts the server; if it does not, switch it off and on in the Agent panel's settings",
  processes: ['zed'],
  installed: [{ darwin: '~/.config/zed', linux: '{$XDG_CONFIG_HOME|~/.config}/zed', win32: '%APPDATA%/Zed' }, { darwin: '/Applications/Zed.app' }],
  notes: [
    'The root key is "context_servers".',
    'An entry with "settings" and no command belongs to an extension, which brings the command.',
    'The key "source": "custom" of older versions is no longer needed.',
    "Commands are started through the login shell, so its PATH counts (a third party's trace).",
    'Settings of a project count only after its worktree is trusted; that is not stored in settings files.',
    'SSE is not supported.',
  ],
};
