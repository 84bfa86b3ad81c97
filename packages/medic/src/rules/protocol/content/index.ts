import type { AnyCheck } from '../../../model/verify/index.ts';

export const CONTENT_CHECKS: readonly AnyCheck[] = [];
