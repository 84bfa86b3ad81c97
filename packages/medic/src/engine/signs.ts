import { createSignMatcher, type SignMatcher, signSourcesOf } from '../collect/signs.ts';
import type { Evidence } from '../model/index.ts';
import { RULES } from './load-rules.ts';

/** The signs of every rule, prepared once. */
export const SIGN_MATCHER: SignMatcher = createSignMatcher(RULES);

let caseless: SignMatcher | undefined;

/** The matcher for a text: one without any capital was written down in small letters, and is compared without case. */
export function matcherFor(lines: readonly string[]): SignMatcher {
  return lines.some((line) => /[A-Z]/u.test(line)) ? SIGN_MATCHER : caselessMatcher();
}

/** Compares letters without regard to case; made when it is asked for. */
export function caselessMatcher(): SignMatcher {
  caseless ??= createSignMatcher(RULES, true);
  return caseless;
}

/** Adds what the rules' signs recognise in the texts of a session: stderr, noise, bodies, error messages, logs. */
export function withSigns(evidence: Evidence): Evidence {
  const signs = signSourcesOf(evidence).flatMap(({ lines, source, firstLine }) => SIGN_MATCHER.matchLines(lines, source, firstLine));
  return signs.length === 0 ? evidence : { ...evidence, signs };
}
