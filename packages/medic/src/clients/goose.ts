import type { ClientDefinition } from '../model/index.ts';
import { GOOSE_PERMISSIONS } from './permissions/goose.ts';
import { NO_EXPANSION, UNWATCHED_CLI_LAUNCH } from './shared/launch.ts';
import { OWN_GRAMMAR } from './shared/parsers.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'goose',
  name: 'Goose',
  checked: 'Goose documentation and crates/goose/src/agents/extension.rs, read 2026-11-20; not run',
  kind: 'cli',
  files: [
    {
      scope: 'user',
      path: {
        darwin: '~/.config/goose/config.yaml',
        win32: '%APPDATA%/Block/goose/config/config.yaml',
        linux: '{$XDG_CONFIG_HOME|~/.config}/goose/config.yaml',
      },
      format: 'yaml',
      servers: ['extensions'],
      shape: 'map',
      precedence: 0,
      known: 'docs',
    },
  ],
  parser: { ...OWN_GRAMMAR, known: 'recalled' },
  dialect: {
    command: 'string',
    fields: {
      type: 'type',
      command: 'cmd',
      args: 'args',
      env: 'envs',
      url: ['uri'],
      headers: 'headers',
      timeout: { name: 'timeout', unitMs: 1000, affectsConnect: true },
      enabled: 'enabled',
      envVars: 'env_keys',
    },
    types: { stdio: 'stdio', streamable_http: 'http' },
    otherTypes: ['builtin', 'platform', 'frontend', 'inline_python'],
    typeRequired: true,
    urlWithoutType: 'refused',
    toolLists: { only: 'available_tools' },
    others: ['name', 'display_name', 'description', 'bundled', 'available_tools', 'tools', 'instructions', 'code', 'dependencies', 'socket'],
    wrongValueType: 'entry',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  writing: { adds: { name: '{name}', description: '{name}', enabled: true, timeout: 300 }, known: 'third-party' },
  launch: {
    ...UNWATCHED_CLI_LAUNCH,
    honoursCwdField: false,
    refusesEnv: ['PATH', 'NODE_OPTIONS', 'PYTHONPATH', 'LD_*', 'DYLD_*', 'TEMP', 'USERPROFILE'],
    known: 'code',
  },
  handshake: unwatchedHandshake('goose'),
  http: { ...UNWATCHED_HTTP, fallback: 'none', sse: false, known: 'code' },
  timeout: { connectMs: 300_000, raise: "Raise timeout (seconds) in the extension's entry in config.yaml.", known: 'third-party' },
  permissions: GOOSE_PERMISSIONS,
  logs: [
    {
      path: {
        darwin: '~/.local/state/goose/logs/*/*/*.log',
        linux: '{$XDG_STATE_HOME|~/.local/state}/goose/logs/*/*/*.log',
        win32: '%APPDATA%/Block/goose/data/logs/*/*/*.log',
      },
      what: 'client',
      known: 'docs',
    },
    {
      path: {
        darwin: '~/.local/state/goose/logs/*/*.log',
        linux: '{$XDG_STATE_HOME|~/.local/state}/goose/logs/*/*.log',
        win32: '%APPDATA%/Block/goose/data/logs/*/*.log',
      },
      what: 'client',
      known: 'docs',
    },
  ],
  reload: 'end the Goose session and start a new one',
  processes: ['goose', 'goosed'],
  installed: [{ darwin: '~/.config/goose', linux: '{$XDG_CONFIG_HOME|~/.config}/goose', win32: '%APPDATA%/Block/goose' }],
  notes: [
    'Servers are called extensions; the command stands in "cmd", its variables in "envs" and a URL in "uri".',
    'The type "sse" is still parsed but no longer works: use "streamable_http".',
    'PATH, NODE_OPTIONS, PYTHONPATH, LD_*, DYLD_* and some twenty more may not be set in "envs"; they are left out with a warning.',
    'Names in "env_keys" are read from Goose\'s own secret store or the environment.',
    'The start limit of 300 seconds is what another tool writes into new entries.',
  ],
};
