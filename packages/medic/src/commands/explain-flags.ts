import { CLIENT_IDS } from '../model/ids.ts';
import type { FlagSpec } from './parse-flags.ts';

export const EXPLAIN_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', value: 'ID', oneOf: CLIENT_IDS, help: 'the client that showed the text (a hint)' },
  os: { type: 'string', value: 'SYSTEM', oneOf: ['darwin', 'win32', 'linux'], help: 'the system it ran on (a hint)' },
  cause: { type: 'string', value: 'ID', help: 'print the page of one cause, or "list" for all ids' },
  'follow-up': { type: 'boolean', help: 'then look at this machine: the files, programs, ports and configured servers the text is about' },
  server: { type: 'string', value: 'NAME', help: 'with --follow-up: connect to this configured server (also CLIENT:NAME)' },
  url: { type: 'string', value: 'URL', help: 'with --follow-up: connect to this address' },
  home: { type: 'string', value: 'DIR', help: 'with --follow-up: look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'with --follow-up: look at this project folder instead of the current one' },
  json: { type: 'boolean', help: 'print one JSON document' },
};
