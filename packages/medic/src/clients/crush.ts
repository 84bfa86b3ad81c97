import type { ClientDefinition } from '../model/index.ts';
import { CRUSH_PERMISSIONS } from './permissions/crush.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_CLI_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcp'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'crush',
  name: 'Crush',
  checked: 'charmbracelet/crush README and source, read 2026-11-20; not run',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.crush.json', fromProject: true, precedence: 0, known: 'docs' },
    { ...MAP, scope: 'project', path: '{project}/crush.json', fromProject: true, precedence: 1, known: 'docs' },
    {
      ...MAP,
      scope: 'user',
      path: {
        darwin: '{$XDG_CONFIG_HOME|~/.config}/crush/crush.json',
        linux: '{$XDG_CONFIG_HOME|~/.config}/crush/crush.json',
        win32: '%LOCALAPPDATA%/crush/crush.json',
      },
      precedence: 2,
      known: 'docs',
    },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', timeout: { name: 'timeout', unitMs: 1000, affectsConnect: true }, disabled: 'disabled' },
    types: { stdio: 'stdio', http: 'http', sse: 'sse' },
    typeRequired: true,
    urlWithoutType: 'refused',
    toolLists: { only: 'enabled_tools', without: 'disabled_tools' },
    others: ['enabled_tools', 'disabled_tools', 'oauth'],
    wrongValueType: 'file',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: { syntax: ['$VAR', '${VAR}', '${VAR:-default}', '$(command)'], where: EVERYWHERE, unset: 'empty', known: 'code' },
  writing: { newFile: { $schema: 'https://charm.land/crush.json' }, known: 'docs' },
  launch: { ...UNWATCHED_CLI_LAUNCH, honoursCwdField: false },
  handshake: unwatchedHandshake('crush'),
  http: { ...UNWATCHED_HTTP, fallback: 'none', known: 'code' },
  timeout: { connectMs: 10_000, raise: 'Add "timeout": 60 (seconds) to the entry.', known: 'code' },
  permissions: CRUSH_PERMISSIONS,
  logs: [{ path: '{project}/.crush/logs/crush.log', what: 'client', known: 'docs' }],
  reload: 'end Crush and start it again',
  processes: ['crush'],
  installed: [
    { darwin: '~/.config/crush', linux: '{$XDG_CONFIG_HOME|~/.config}/crush', win32: '%LOCALAPPDATA%/crush' },
    { darwin: '~/.local/share/crush', linux: '~/.local/share/crush' },
  ],
  notes: [
    'The root key is "mcp" and every entry needs a "type".',
    'Values are expanded as in a shell, $(command) included.',
    'The time limit counts seconds; the default is 10.',
  ],
};
