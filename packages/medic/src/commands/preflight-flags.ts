import { CHECK_FLAGS } from './check-flags.ts';
import type { FlagSpec } from './parse-flags.ts';
import { TARGET_FLAGS } from './target-flags.ts';

export const PREFLIGHT_FLAGS: Readonly<Record<string, FlagSpec>> = {
  ...TARGET_FLAGS,
  'health-path': { type: 'string', value: 'PATH', help: 'path of the health address (default: /health)' },
  'cert-days': { type: 'string', value: 'DAYS', help: 'days a certificate must have left (default: 14)' },
  ...CHECK_FLAGS,
};
