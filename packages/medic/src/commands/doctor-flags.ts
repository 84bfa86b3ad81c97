import { CLIENT_IDS } from '../model/ids.ts';
import { OUTPUT_FLAGS } from './output-flags.ts';
import type { FlagSpec } from './parse-flags.ts';

export const DOCTOR_FLAGS: Readonly<Record<string, FlagSpec>> = {
  client: { type: 'string', multiple: true, value: 'ID', oneOf: CLIENT_IDS, help: 'only this client (may be repeated)' },
  static: { type: 'boolean', help: 'read config files only; start and dial nothing' },
  trust: { type: 'boolean', help: 'also start servers that a project folder brings along' },
  steps: { type: 'boolean', help: 'show the ten steps of the diagnosis and how each went' },
  fix: { type: 'boolean', help: 'carry fixes out: show each, ask, apply, re-check, take back what did not help' },
  yes: { type: 'boolean', help: 'with --fix: apply safe fixes that were proven without asking' },
  'dry-run': { type: 'boolean', help: 'with --fix: show the fixes and write nothing' },
  check: { type: 'boolean', help: 'with --fix: afterwards ask the installed client itself (it starts all of its servers)' },
  'no-prove': { type: 'boolean', help: 'do not try fixes out in memory before offering them' },
  all: { type: 'boolean', help: 'show healthy servers and hints in full' },
  wait: { type: 'string', value: 'SECONDS', help: "how long to wait beyond a client's own limit (default 15)" },
  ...OUTPUT_FLAGS,
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
  platform: { type: 'string', value: 'SYSTEM', oneOf: ['darwin', 'win32', 'linux'], help: "read another system's places (implies --static)" },
  record: { type: 'string', value: 'FILE', help: 'save the redacted evidence for replay' },
  strict: { type: 'boolean', help: 'exit 3 when something could not be decided' },
  'fail-on': { type: 'string', value: 'SEVERITY', oneOf: ['blocks', 'degrades', 'risk', 'hint'], help: 'lowest severity that makes exit 1 (default blocks)' },
};
