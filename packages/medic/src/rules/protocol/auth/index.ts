import type { AnyCheck } from '../../../model/verify/index.ts';

export const AUTH_CHECKS: readonly AnyCheck[] = [];
