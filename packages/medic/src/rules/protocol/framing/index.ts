import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as input } from './input.ts';
import { checks as output } from './output.ts';

export const FRAMING_CHECKS: readonly AnyCheck[] = [...output, ...input];
