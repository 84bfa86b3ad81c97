import { createSignMatcher, type SignMatcher, signSourcesOf } from '../collect/signs.ts';
import type { Evidence } from '../model/index.ts';
import { RULES } from './load-rules.ts';

/** The signs of every rule, prepared once. */
export const SIGN_MATCHER: SignMatcher = createSignMatcher(RULES);

/** Adds what the rules' signs recognise in the texts of a session: stderr, noise, bodies, error messages, logs. */
export function withSigns(evidence: Evidence): Evidence {
  const signs = signSourcesOf(evidence).flatMap(({ lines, source, firstLine }) => SIGN_MATCHER.matchLines(lines, source, firstLine));
  return signs.length === 0 ? evidence : { ...evidence, signs };
}
