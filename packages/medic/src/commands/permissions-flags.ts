import { CLIENT_IDS } from '../model/ids.ts';
import type { FlagSpec } from './parse-flags.ts';

export const PERMISSIONS_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', value: 'ID', oneOf: CLIENT_IDS, help: 'the client the rules are for' },
  scope: { type: 'string', value: 'SCOPE', help: "which of the client's files: user, project, local …" },
  destructive: { type: 'string', value: 'WHAT', oneOf: ['ask', 'deny'], help: 'what becomes of tools that destroy: ask (default) or deny' },
  'server-name': { type: 'string', value: 'NAME', help: 'for a URL or a command: its name in the client' },
  snippet: { type: 'boolean', help: 'print only what to paste, and where' },
  apply: { type: 'boolean', help: 'write the rules; mcp-medic undo takes them back' },
  trust: { type: 'boolean', help: 'also start servers that a project folder brings along' },
  json: { type: 'boolean', help: 'print one JSON document' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
};
