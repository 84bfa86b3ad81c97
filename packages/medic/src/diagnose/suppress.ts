import type { Candidate } from './draft.ts';
import { explainsCause, isObservation } from './explains.ts';
import { isAsSure } from './order.ts';

/** True when the presence of `one` makes `other` a mere consequence. */
export function suppresses(one: Candidate, other: Candidate): boolean {
  if (!explainsCause(one.cause, other.cause)) return false;
  if (isAsSure(one.hit.confidence, other.hit.confidence)) return true;
  return one.hit.confidence === 'likely' && isObservation(other.cause);
}

/** Splits candidates into those that stand and those that another one explains. Order is kept. */
export function splitConsequences(candidates: readonly Candidate[]): { readonly standing: readonly Candidate[]; readonly explained: readonly Candidate[] } {
  const isExplained = (other: Candidate): boolean => candidates.some((one) => suppresses(one, other));
  return { standing: candidates.filter((one) => !isExplained(one)), explained: candidates.filter(isExplained) };
}
