import type { AnyProbe } from '../define-probe.ts';

export const TRANSPORT_PROBES: readonly AnyProbe[] = [];
