import { CHECK_FLAGS } from './check-flags.ts';
import type { FlagSpec } from './parse-flags.ts';
import { TARGET_FLAGS } from './target-flags.ts';

export const VERIFY_FLAGS: Readonly<Record<string, FlagSpec>> = {
  ...TARGET_FLAGS,
  revision: {
    type: 'string',
    value: 'REVISION',
    oneOf: ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'],
    help: 'check against this revision only',
  },
  'allow-calls': { type: 'boolean', help: 'call tools that say they only read, with arguments made from their schemas' },
  idle: { type: 'string', value: 'SECONDS', help: 'leave an event stream alone for so long (45 to 300) and see whether it stays alive' },
  ...CHECK_FLAGS,
};
