import type { EvidenceItem } from '../../model/index.ts';
import type { Turn } from '../../model/verify/index.ts';
import { quoteTurn } from './quote-turn.ts';

export interface ErrorWish {
  readonly code: number;
  /** HTTP status that goes with it; only looked at when the turn went over HTTP. */
  readonly status?: number;
  /** What was asked, for the evidence: `a request without _meta`. */
  readonly asked: string;
}

/** What speaks against a server that had to refuse a request with one code: silence, a result, another code or status. */
export function findWrongRefusal(turn: Turn, { code, status, asked }: ErrorWish): readonly EvidenceItem[] {
  const got = turn.answer?.error?.code;
  // A code that is no number is a fault of the envelope, which has a check of its own.
  if (got === null) return [];
  if (got !== code) {
    const instead = turn.answer?.result !== undefined ? 'was served' : got === undefined ? 'got no JSON-RPC error' : `got error ${got}`;
    return [quoteTurn(turn, `${asked} ${instead} instead of error ${code}`)];
  }
  if (status === undefined || turn.http === undefined || turn.http.status === status) return [];
  return [quoteTurn(turn, `${asked} got HTTP ${turn.http.status} instead of ${status}`)];
}
