import type { AnyProbe } from '../define-probe.ts';

export const RPC_PROBES: readonly AnyProbe[] = [];
