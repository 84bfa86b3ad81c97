import type { AnyCheck } from '../../../model/verify/index.ts';

export const CAPABILITY_CHECKS: readonly AnyCheck[] = [];
