import { OUTPUT_FLAGS } from './output-flags.ts';
import type { FlagSpec } from './parse-flags.ts';

/** Flags of the commands that report checks: `verify` and `preflight`. */
export const CHECK_FLAGS: Readonly<Record<string, FlagSpec>> = {
  ...OUTPUT_FLAGS,
  all: { type: 'boolean', help: 'show passed and not applicable checks and long quotes in full' },
  'fail-on': {
    type: 'string',
    value: 'OUTCOME',
    oneOf: ['fail', 'warn', 'never'],
    help: 'what makes exit 1: fail (default), warn (failures and warnings) or never',
  },
  baseline: { type: 'string', value: 'FILE', help: 'known failures: they do not make exit 1, but one that passes now does' },
  'write-baseline': { type: 'string', value: 'FILE', help: 'write the failures and warnings of this run as a baseline' },
  badge: { type: 'string', value: 'FILE', help: 'write a badge: FILE.svg, or FILE.json for an endpoint of shields.io' },
  'sarif-file': { type: 'string', value: 'FILE', help: 'file of the repository that SARIF results point at' },
  strict: { type: 'boolean', help: 'exit 3 when a check could not be tested' },
};
