import type { Confidence, HttpSession, SignHit, StdioSession } from '../model/index.ts';
import { isRemote } from './http-failure.ts';
import { isLive } from './weigh-signs.ts';

type Session = StdioSession | HttpSession | undefined;

/**
 * Lines about a login that may be judged. A login is never carried out here, so what a client logged about one counts beside a
 * remote session as long as that session is still without a login.
 */
export function loginWords(signs: readonly SignHit[], session: Session): readonly SignHit[] {
  if (session === undefined) return signs;
  if (!isRemote(session)) return signs.filter(isLive);
  if (session.outcome.kind === 'connected') return [];
  const isRefused = session.outcome.kind === 'needs-authentication' || session.exchanges.some(({ status }) => status === 401 || status === 403);
  return isRefused ? signs : [];
}

/** What a log says of a login is at most likely: it may be of another day. */
export function weighLogin(signs: readonly SignHit[], session: Session, told: Confidence): Confidence {
  if (session === undefined || signs.some(isLive)) return told;
  return told === 'confirmed' ? 'likely' : told;
}
