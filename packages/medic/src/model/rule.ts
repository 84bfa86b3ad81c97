import type { EvidenceKind, EvidenceMap, SignHit } from './evidence.ts';
import type { CauseId, Layer } from './ids.ts';
import type { Confidence, EvidenceItem, FixDraft, Severity } from './verdict.ts';

/**
 * A recognisable piece of text. Matched line by line against stderr, stdout, HTTP bodies, JSON-RPC error messages, client
 * logs and pasted text. `literals`: at least one must stand in the line (cheap test before the pattern). The pattern must
 * run in linear time: every repeat has a bound, no back-references, and no repeat can be cut into repeats in more than one way;
 * a gap after something that may come again is written with `near`.
 */
export interface Sign {
  readonly id: string;
  readonly literals: readonly [string, ...string[]];
  readonly pattern: RegExp;
  /** Where it counts; absent means everywhere. */
  readonly sources?: readonly SignHit['source'][];
  /** Words that other trades use as well: in pasted text they count only where the text is about MCP. */
  readonly loose?: true;
}

/** What a rule found. `args` feed the texts; strings in it are already redacted. */
export interface Hit {
  readonly confidence: Confidence;
  readonly title: string;
  readonly why: string;
  /** At least one. */
  readonly evidence: readonly EvidenceItem[];
  readonly fixes: readonly FixDraft[];
  /** The check that would settle it; expected when confidence is not `confirmed`. */
  readonly decisive?: string;
  /** Overrides the rule's severity for this hit. */
  readonly severity?: Severity;
}

export type View<N extends EvidenceKind, U extends EvidenceKind> = { readonly [K in N]: EvidenceMap[K] } & {
  readonly [K in U]?: EvidenceMap[K] | undefined;
} & {
  /** Hits of this rule's own signs. */
  readonly signs: readonly SignHit[];
};

/**
 * A synchronous pure function from evidence to hits: no fs, net, clock or process. `needs` that were not collected make
 * the rule inconclusive; `uses` may be missing.
 */
export interface Rule<N extends EvidenceKind = EvidenceKind, U extends EvidenceKind = EvidenceKind> {
  readonly id: string;
  readonly layer: Layer;
  readonly severity: Severity;
  readonly cause: CauseId;
  readonly needs: readonly N[];
  readonly uses?: readonly U[];
  readonly signs?: readonly Sign[];
  /**
   * When the rule is asked: `failing` (default): only when the session failed or was never tried. `always`: also on healthy
   * servers, where a hit must be a fact about that server and never `blocks`.
   */
  readonly when?: 'failing' | 'always';
  readonly judge: (evidence: View<N, U>) => readonly Hit[];
}

/** A rule with its evidence kinds forgotten, as the engine holds it. */
export type AnyRule = Omit<Rule, 'judge' | 'needs' | 'uses'> & {
  readonly needs: readonly EvidenceKind[];
  readonly uses?: readonly EvidenceKind[];
  readonly judge: (evidence: never) => readonly Hit[];
};
