import type { CauseId } from '../model/index.ts';
import type { DraftDiagnosis } from './draft.ts';
import { layerOf } from './order.ts';
import { RIVAL_WORDS } from './rival-words.ts';
import { RIVALS } from './rivals-table.ts';

/** So many answers are read. */
const ANSWERS = 3;

/**
 * Adds, behind what was recognised, the causes that the same words leave open, until there are three answers. An answer that
 * is confirmed has no rivals.
 */
export function addRivals(causes: readonly DraftDiagnosis[]): readonly DraftDiagnosis[] {
  const all = [...causes];
  for (const known of causes.slice(0, 2)) {
    if (known.confidence === 'confirmed') break;
    for (const rival of RIVALS[known.cause] ?? []) {
      const draft = all.length < ANSWERS && !all.some(({ cause }) => cause === rival) ? draftRival(rival, known.evidence) : undefined;
      if (draft !== undefined) all.push(draft);
    }
  }
  return all;
}

/** A cause that only the circumstances name; undefined where nothing can be said of it. */
export function draftRival(cause: CauseId, evidence: DraftDiagnosis['evidence']): DraftDiagnosis | undefined {
  const words = RIVAL_WORDS[cause];
  if (words === undefined) return undefined;
  const text = `mcp-medic explain --cause ${cause} says how to check and how to cure it.`;
  return {
    cause,
    layer: layerOf(cause),
    confidence: 'possible',
    ...words,
    evidence: evidence.slice(0, 1),
    drafts: [{ id: 'read-page', title: 'Read how to check it', safety: 'manual', steps: [{ do: 'tell', text }] }],
  };
}
