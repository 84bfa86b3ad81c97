import type { AnyCheck } from '../../../model/verify/index.ts';

export const TRANSPORT_CHECKS: readonly AnyCheck[] = [];
