import type { AnyProbe } from '../define-probe.ts';
import { probe as legacyRevisions } from './legacy-revisions.ts';

export const VERSION_PROBES: readonly AnyProbe[] = [legacyRevisions];
