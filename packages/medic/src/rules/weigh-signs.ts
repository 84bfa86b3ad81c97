import type { Confidence, EvidenceItem, HttpSession, SignHit, StdioSession } from '../model/index.ts';
import { quoteSign } from './quote.ts';

const MAX_QUOTES = 3;

/** True for text that this very run produced; logs and pasted text may be of another day. */
export function isLive({ source }: SignHit): boolean {
  return source !== 'pasted' && source !== 'client-log';
}

/** `live` when this run produced one of the hits, else `told`. */
export function weighSigns(signs: readonly SignHit[], live: Confidence, told: Confidence): Confidence {
  return signs.some(isLive) ? live : told;
}

/**
 * What text is worth beside a session. A client's log may speak of another day, so once this run has a session of its own,
 * words that the run did not produce are no more than a possibility.
 */
export function capBeside(session: StdioSession | HttpSession | undefined, signs: readonly SignHit[], confidence: Confidence): Confidence {
  return session === undefined || signs.some(isLive) ? confidence : 'possible';
}

export function signsNamed(signs: readonly SignHit[], ...ids: readonly string[]): readonly SignHit[] {
  return signs.filter(({ sign }) => ids.includes(sign));
}

/** Quotes the first lines that were recognised, each line once. */
export function quoteSigns(signs: readonly SignHit[]): readonly EvidenceItem[] {
  const seen = new Set<string>();
  return signs
    .filter(({ source, line }) => {
      const key = `${source}:${line}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, MAX_QUOTES)
    .map(quoteSign);
}
