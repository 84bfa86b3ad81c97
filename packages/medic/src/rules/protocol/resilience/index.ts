import type { AnyCheck } from '../../../model/verify/index.ts';

export const RESILIENCE_CHECKS: readonly AnyCheck[] = [];
