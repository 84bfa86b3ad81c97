import type { AnyProbe } from '../define-probe.ts';

export const METADATA_PROBES: readonly AnyProbe[] = [];
