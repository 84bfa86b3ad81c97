import { CLIENT_IDS } from '../model/ids.ts';
import type { FlagSpec } from './parse-flags.ts';

export const VERIFY_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', value: 'ID', oneOf: CLIENT_IDS, help: "take the server from this client's config" },
  header: { type: 'string', multiple: true, value: '"NAME: VALUE"', help: 'send this header with every request (may be repeated)' },
  transport: { type: 'string', value: 'KIND', oneOf: ['http', 'sse'], help: 'over which transport a URL is asked (default: HTTP, then SSE)' },
  revision: {
    type: 'string',
    value: 'REVISION',
    oneOf: ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'],
    help: 'check against this revision only',
  },
  'allow-calls': { type: 'boolean', help: 'call tools that say they only read, with arguments made from their schemas' },
  trust: { type: 'boolean', help: 'start a server that a project folder brings along' },
  all: { type: 'boolean', help: 'show every check, also those that passed' },
  json: { type: 'boolean', help: 'print one JSON document (= --format json)' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
};
