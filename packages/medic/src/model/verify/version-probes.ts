import type { Turn } from './turn.ts';

/** Observations of group `version`, by probe id. */
export interface VersionProbes {
  /** `initialize` with each legacy revision, each in a process or session of its own; key: the revision asked for. */
  readonly 'legacy-revisions': Readonly<Record<string, Turn>>;
}
