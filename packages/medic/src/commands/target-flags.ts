import { CLIENT_IDS } from '../model/ids.ts';
import type { FlagSpec } from './parse-flags.ts';

/** Flags of every command that looks at one server. */
export const TARGET_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', value: 'ID', oneOf: CLIENT_IDS, help: "take the server from this client's config" },
  header: { type: 'string', multiple: true, value: '"NAME: VALUE"', help: 'send this header with every request (may be repeated)' },
  transport: { type: 'string', value: 'KIND', oneOf: ['http', 'sse'], help: 'over which transport a URL is asked (default: HTTP, then SSE)' },
  trust: { type: 'boolean', help: 'start a server that a project folder brings along' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
};
