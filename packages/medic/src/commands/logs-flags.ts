import type { FlagSpec } from './parse-flags.ts';

export const LOGS_FLAGS: Readonly<Record<string, FlagSpec>> = {
  follow: { type: 'boolean', help: 'go on showing new lines (also -f)' },
  lines: { type: 'string', value: 'N', help: 'how many lines to show (default 40)' },
  all: { type: 'boolean', help: 'list every file, not only the newest of each client' },
  json: { type: 'boolean', help: 'print one JSON document' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
  platform: { type: 'string', value: 'SYSTEM', oneOf: ['darwin', 'win32', 'linux'], help: "look in another system's places" },
};
