import type { AnyCheck } from '../../../model/verify/index.ts';
import { check as echo } from './echo.ts';
import { check as legacyInit } from './legacy-init.ts';

export const VERSION_CHECKS: readonly AnyCheck[] = [legacyInit, echo];
