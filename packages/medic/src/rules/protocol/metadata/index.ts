import type { AnyCheck } from '../../../model/verify/index.ts';

export const METADATA_CHECKS: readonly AnyCheck[] = [];
