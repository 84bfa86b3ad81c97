import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'jsonc', servers: ['servers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'visual-studio',
  name: 'Visual Studio',
  checked: 'learn.microsoft.com/visualstudio/ide/mcp-servers, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { ...MAP, scope: 'solution-user', path: { win32: '{project}/.vs/mcp.json' }, fromProject: true, precedence: 0, known: 'recalled' },
    { ...MAP, scope: 'solution', path: { win32: '{project}/.mcp.json' }, fromProject: true, shared: true, precedence: 1, known: 'docs' },
    { ...MAP, scope: 'solution', path: { win32: '{project}/.vscode/mcp.json' }, fromProject: true, shared: true, precedence: 2, known: 'recalled' },
    { ...MAP, scope: 'user', path: { win32: '%USERPROFILE%/.mcp.json' }, shared: true, precedence: 3, known: 'docs' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: { ...LENIENT_DIALECT, fields: { ...LENIENT_DIALECT.fields, envFile: 'envFile' }, others: ['oauth', 'dev'], known: 'docs' },
  expansion: { syntax: ['${env:VAR}', '${input:x}', '${workspaceFolder}', '${userHome}'], where: EVERYWHERE, unset: 'literal', known: 'recalled' },
  writing: { type: 'remote', inputs: 'inputs', known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('Visual Studio'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'save the file and choose Restart above the server in the editor, or restart Visual Studio',
  processes: ['devenv'],
  installed: [{ win32: '%LOCALAPPDATA%/Microsoft/VisualStudio' }],
  notes: [
    'The root key is "servers", also in the file called .mcp.json, in which Claude Code and others want "mcpServers". One file cannot serve both unless it holds both keys.',
    'Visual Studio 2022 needs version 17.14 or later.',
    'The project folder here is the solution folder.',
  ],
};
