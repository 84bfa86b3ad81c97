/** The five revisions that begin with `initialize`, newest first. Clients built on the official SDKs refuse any other (2026-11-20). */
export const LEGACY_REVISIONS: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];

/** The first revision without a handshake: every request carries its metadata, `server/discover` comes first. */
export const MODERN_REVISION = '2026-07-28';

/** Which era a revision string belongs to; `unknown` for anything that is not a published revision. */
export function revisionEra(revision: string): 'legacy' | 'modern' | 'unknown' {
  if (LEGACY_REVISIONS.includes(revision)) return 'legacy';
  return revision === MODERN_REVISION ? 'modern' : 'unknown';
}
