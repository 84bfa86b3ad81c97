const LEGACY_REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;
export const MODERN_REVISION = '2026-07-28';
export type LegacyRevision = (typeof LEGACY_REVISIONS)[number];

export function isLegacyRevision(word: unknown): word is LegacyRevision {
  return LEGACY_REVISIONS.some((revision) => revision === word);
}

/** Revisions are dates, so their order is that of their text. */
export function isSince(revision: string, first: string): boolean {
  return revision >= first;
}

/** The legacy revisions a server serves whose newest is the given one, newest first. */
export function servedRevisions(newest: LegacyRevision): readonly LegacyRevision[] {
  return LEGACY_REVISIONS.filter((revision) => revision <= newest).toReversed();
}
