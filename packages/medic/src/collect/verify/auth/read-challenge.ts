import type { ChallengeFacts, Turn } from '../../../model/verify/index.ts';
import { parseChallenges } from '../../oauth/parse-challenges.ts';

const MAX_RAW = 1_000;
const MAX_VALUE = 500;

/** The challenge of a refusal, read as leniently as the doctor reads it; `faults` says what stricter readers trip over. */
export function readChallenge(turn: Turn): ChallengeFacts | undefined {
  const raw = turn.http?.headers['www-authenticate'];
  if (raw === undefined) return undefined;
  const schemes = parseChallenges(raw).map(({ scheme, params }) => ({
    scheme,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.slice(0, MAX_VALUE)])),
  }));
  return { raw: raw.slice(0, MAX_RAW), schemes, faults: findFaults(raw, schemes.length) };
}

function findFaults(raw: string, schemes: number): readonly string[] {
  const quotes = raw.replaceAll(/\\./g, '').split('"').length - 1;
  return [...(quotes % 2 === 1 ? ['a quote is left open'] : []), ...(schemes === 0 ? ['it names no scheme'] : [])];
}
