import type { AnyProbe } from '../define-probe.ts';

export const LAUNCH_PROBES: readonly AnyProbe[] = [];
