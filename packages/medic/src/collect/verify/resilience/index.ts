import type { AnyProbe } from '../define-probe.ts';

export const RESILIENCE_PROBES: readonly AnyProbe[] = [];
