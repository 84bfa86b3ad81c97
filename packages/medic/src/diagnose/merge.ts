import type { CauseId, EvidenceItem, FixDraft, Severity } from '../model/index.ts';
import type { JudgedHit } from '../rules/judge.ts';
import type { Candidate } from './draft.ts';
import { compareCandidates, layerOf } from './order.ts';

const MAX_EVIDENCE = 8;
const MAX_FIXES = 6;

/** Hits as candidates, best first. `clamp` may lower a severity that cannot be true in this situation. */
export function toCandidates(hits: readonly JudgedHit[], clamp: (severity: Severity) => Severity): readonly Candidate[] {
  return hits
    .map(({ rule, hit }): Candidate => ({ cause: rule.cause, layer: layerOf(rule.cause), severity: clamp(hit.severity ?? rule.severity), hit }))
    .toSorted(compareCandidates);
}

/** One candidate per cause: words of the best hit, evidence and fixes of all. Expects and keeps best-first order. */
export function mergeByCause(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = new Map<CauseId, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.cause);
    if (group === undefined) groups.set(candidate.cause, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()].flatMap((group) => {
    const [best, ...others] = group;
    if (best === undefined) return [];
    return others.length === 0 ? [best] : [{ ...best, hit: { ...best.hit, evidence: joinEvidence(group), fixes: joinFixes(group) } }];
  });
}

function joinEvidence(group: readonly Candidate[]): readonly EvidenceItem[] {
  const kept = new Map<string, EvidenceItem>();
  for (const item of group.flatMap(({ hit }) => hit.evidence)) kept.set(JSON.stringify([item.what, item.where, item.quote]), item);
  return [...kept.values()].slice(0, MAX_EVIDENCE);
}

/** Of two fixes by one name, the one that can be carried out stands for both. */
function joinFixes(group: readonly Candidate[]): readonly FixDraft[] {
  const kept = new Map<string, FixDraft>();
  for (const fix of group.flatMap(({ hit }) => hit.fixes)) {
    const known = kept.get(fix.id);
    if (known === undefined || (known.safety === 'manual' && fix.safety !== 'manual')) kept.set(fix.id, fix);
  }
  return [...kept.values()].slice(0, MAX_FIXES);
}
