import type { Evidence, ServerResult } from '../model/index.ts';
import type { DraftDiagnosis } from './draft.ts';
import { readSituation } from './situation.ts';

export interface Decision {
  readonly verdict: ServerResult['verdict'];
  /** Always there for `not-checked` and `degraded`. */
  readonly reason?: string;
}

/** What the server is worth to this client. A server that wants a login fails until the user logs in. */
export function decideVerdict(evidence: Evidence, diagnosis: DraftDiagnosis | undefined): Decision {
  const situation = readSituation(evidence);
  switch (situation.kind) {
    case 'connected':
      return diagnosis === undefined ? { verdict: 'healthy' } : { verdict: 'degraded', reason: `${diagnosis.cause}: ${diagnosis.title}` };
    case 'degraded':
      return { verdict: 'degraded', reason: situation.because };
    case 'failed':
      return { verdict: 'failing' };
    case 'gated':
      return { verdict: 'not-checked', reason: `${situation.loads.gate.cause}: ${situation.loads.gate.because}` };
    case 'dropped':
      return situation.loads.why === 'shadowed' && (diagnosis === undefined || diagnosis.cause === 'server-name-collision')
        ? {
            verdict: 'not-checked',
            reason: `server-name-collision: an entry of the same name wins${situation.loads.by === undefined ? '' : `: ${situation.loads.by}`}`,
          }
        : { verdict: 'failing' };
    case 'untried':
      return diagnosis === undefined ? { verdict: 'not-checked', reason: situation.because } : { verdict: 'failing' };
    default:
      return { verdict: 'not-checked', reason: 'there is only text, no server to connect to' };
  }
}
