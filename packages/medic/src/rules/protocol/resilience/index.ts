import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as load } from './load.ts';
import { checks as sessions } from './sessions.ts';

export const RESILIENCE_CHECKS: readonly AnyCheck[] = [...sessions, ...load];
