import type { AnyCheck } from '../../../model/verify/index.ts';

export const FRAMING_CHECKS: readonly AnyCheck[] = [];
