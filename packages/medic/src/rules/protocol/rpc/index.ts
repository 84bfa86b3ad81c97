import type { AnyCheck } from '../../../model/verify/index.ts';

export const RPC_CHECKS: readonly AnyCheck[] = [];
