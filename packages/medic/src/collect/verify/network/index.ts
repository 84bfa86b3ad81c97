import type { AnyProbe } from '../define-probe.ts';

export const NETWORK_PROBES: readonly AnyProbe[] = [];
