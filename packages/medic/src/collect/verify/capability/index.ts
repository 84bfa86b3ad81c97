import type { AnyProbe } from '../define-probe.ts';

export const CAPABILITY_PROBES: readonly AnyProbe[] = [];
