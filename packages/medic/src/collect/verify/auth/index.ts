import type { AnyProbe } from '../define-probe.ts';

export const AUTH_PROBES: readonly AnyProbe[] = [];
