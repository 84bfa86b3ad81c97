import type { AnyCheck } from '../../../model/verify/index.ts';

export const LAUNCH_CHECKS: readonly AnyCheck[] = [];
