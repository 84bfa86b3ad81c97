import type { AnyProbe } from '../define-probe.ts';

export const FRAMING_PROBES: readonly AnyProbe[] = [];
