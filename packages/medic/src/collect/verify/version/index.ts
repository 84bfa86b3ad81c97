import type { AnyProbe } from '../define-probe.ts';
import { probe as eraTools } from './era-tools.ts';
import { probe as freshModern } from './fresh-modern.ts';
import { probe as legacyRevisions } from './legacy-revisions.ts';
import { probe as modernVersions } from './modern-versions.ts';
import { probe as oddInitialize } from './odd-initialize.ts';
import { probe as sameProcess } from './same-process.ts';

export const VERSION_PROBES: readonly AnyProbe[] = [legacyRevisions, oddInitialize, modernVersions, freshModern, sameProcess, eraTools];
