import type { AnyRule, EvidenceKind, Rule } from '../model/index.ts';

/** Gives a rule file its types; the evidence kinds are inferred from `needs` and `uses`. */
export function defineRule<const N extends EvidenceKind, const U extends EvidenceKind = never>(rule: Rule<N, U>): AnyRule {
  return rule;
}
