import { CLIENT_IDS } from '../model/ids.ts';
import type { FlagSpec } from './parse-flags.ts';

export const EXPLAIN_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', value: 'ID', oneOf: CLIENT_IDS, help: 'the client that showed the text (a hint)' },
  os: { type: 'string', value: 'SYSTEM', oneOf: ['darwin', 'win32', 'linux'], help: 'the system it ran on (a hint)' },
  cause: { type: 'string', value: 'ID', help: 'print the page of one cause, or "list" for all ids' },
  json: { type: 'boolean', help: 'print one JSON document' },
};
