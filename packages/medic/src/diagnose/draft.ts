import type { CauseId, Diagnosis, Finding, FixDraft, Hit, Layer, Severity } from '../model/index.ts';

/** A diagnosis whose fixes are still intents; `treat/` turns them into text, diff and proof. */
export interface DraftDiagnosis extends Omit<Diagnosis, 'fixes'> {
  readonly drafts: readonly FixDraft[];
}

export interface DraftFinding extends Omit<Finding, 'fixes'> {
  readonly drafts: readonly FixDraft[];
}

/** All hits of one cause, made into one. */
export interface Candidate {
  readonly cause: CauseId;
  readonly layer: Layer;
  readonly severity: Severity;
  readonly hit: Hit;
}
