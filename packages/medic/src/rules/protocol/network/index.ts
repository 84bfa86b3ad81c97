import type { AnyCheck } from '../../../model/verify/index.ts';

export const NETWORK_CHECKS: readonly AnyCheck[] = [];
