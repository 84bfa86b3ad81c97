import type { CauseId, Layer } from './ids.ts';
import type { EditIntent } from './source.ts';

export type Severity = 'blocks' | 'degrades' | 'risk' | 'hint';
export type Confidence = 'confirmed' | 'likely' | 'possible';

/** One quoted observation. `where` is a place a person can go to: `~/.cursor/mcp.json:7`, `stderr line 3`, `POST /mcp`. */
export interface EvidenceItem {
  readonly what: string;
  readonly where?: string;
  readonly quote?: string;
}

export type FixStep =
  | { readonly do: 'edit'; readonly file: string; readonly before: string; readonly after: string; readonly diff: string }
  | { readonly do: 'run'; readonly command: readonly string[] }
  | { readonly do: 'tell'; readonly text: string };

export interface Fix {
  readonly id: string;
  readonly title: string;
  readonly safety: 'safe' | 'review' | 'manual';
  readonly proof: 'proven' | 'refuted' | 'not-tried';
  readonly proofDetail?: string;
  readonly steps: readonly FixStep[];
}

/** A fix as a rule proposes it: edits are intents; `treat/` turns them into text, diff and, later, proof. */
export interface FixDraft {
  readonly id: string;
  readonly title: string;
  /** `safe`: reverses by itself and cannot widen anything. `review`: a person looks first. `manual`: only a person can. */
  readonly safety: Fix['safety'];
  readonly steps: readonly FixDraftStep[];
}

export type FixDraftStep =
  /** `file` absent: the file the entry stands in. Paths are absolute from the root of the document. */
  | { readonly do: 'edit'; readonly file?: string; readonly edits: readonly EditIntent[] }
  | { readonly do: 'run'; readonly command: readonly string[] }
  | { readonly do: 'tell'; readonly text: string };

export interface Diagnosis {
  readonly cause: CauseId;
  readonly layer: Layer;
  readonly confidence: Confidence;
  /** Headline: who cannot do what, at most 70 characters, no full stop. */
  readonly title: string;
  /** One sentence, the user's own values quoted. */
  readonly why: string;
  readonly evidence: readonly EvidenceItem[];
  readonly fixes: readonly Fix[];
  /** Consequences that this cause explains, suppressed as findings of their own. */
  readonly explains?: readonly { readonly cause: CauseId; readonly message: string }[];
  /** The check that would settle it, when confidence is not `confirmed`. */
  readonly decisive?: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: readonly EvidenceItem[];
  readonly spec?: string;
  readonly fixes?: readonly Fix[];
}
