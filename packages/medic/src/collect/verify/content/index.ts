import type { AnyProbe } from '../define-probe.ts';

export const CONTENT_PROBES: readonly AnyProbe[] = [];
