import type { AnyCheck, ChallengeFacts, Check } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notApplicable, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { findResource, isSecureAddress } from '../../auth-documents.ts';
import { whyNoLogin } from './guard.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin'> = { group: 'auth', transports: ['http', 'sse'], withoutLogin: true };
/** Until then the header had to name the metadata; afterwards well-known addresses do as well. */
const HEADER_DUE_UNTIL = '2025-06-18';

const present: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.www-authenticate',
  title: 'Sends WWW-Authenticate with its 401, or publishes where to log in',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#protected-resource-metadata-discovery-requirements',
  why: 'The header is how a client learns that a Bearer token is wanted and where to get one.',
  fix: 'Send WWW-Authenticate: Bearer resource_metadata="https://…/.well-known/oauth-protected-resource/…" with every 401.',
  since: '2025-06-18',
  needs: ['auth-refusals', 'auth-metadata'],

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { first, challenge } = view['auth-refusals'];
    if (first.http?.status !== 401) return notTested('the first message was not refused with 401, see auth.401');
    const isDue = view.run.era === 'legacy' && view.run.eras.length > 0 && view.run.revision <= HEADER_DUE_UNTIL;
    const isFound = findResource(view['auth-metadata']) !== undefined;
    if (challenge === undefined)
      return isFound && !isDue ? PASS : fail(quoteTurn(first, `401 came without WWW-Authenticate${isFound ? '' : ', and no address holds resource metadata'}`));
    const names = challenge.schemes.some(({ params }) => params['resource_metadata'] !== undefined);
    return isDue && !names && challenge.faults.length === 0 ? fail({ what: 'the challenge names no resource_metadata', quote: challenge.raw }) : PASS;
  },
});

const bearerFirst: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.challenge-bearer',
  title: 'Names Bearer as the first scheme of its challenge',
  level: 'practice',
  why: 'The official TypeScript SDK reads the first scheme only (2026-08); with another one before it, Bearer and all it says is lost.',
  fix: 'Put Bearer first in WWW-Authenticate, or send nothing else.',
  needs: ['auth-refusals'],

  judge({ 'auth-refusals': { challenge } }) {
    if (challenge === undefined) return notApplicable('no WWW-Authenticate was sent');
    const [first] = challenge.schemes;
    if (first === undefined || challenge.faults.length > 0) return notTested('the header cannot be read, see auth.challenge-syntax');
    if (first.scheme.toLowerCase() === 'bearer') return PASS;
    return against('fail', [{ what: `the first scheme is ${first.scheme}`, quote: challenge.raw }]);
  },
});

const syntax: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.challenge-syntax',
  title: 'Sends a WWW-Authenticate header that can be parsed',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#protected-resource-metadata-discovery-requirements',
  why: 'Half a quote is enough to lose the address of the metadata, and clients then look in other places or nowhere.',
  fix: 'Write each parameter as name="value", separated by commas, with both quotes.',
  needs: ['auth-refusals'],

  judge({ 'auth-refusals': { challenge } }) {
    if (challenge === undefined) return notApplicable('no WWW-Authenticate was sent');
    return against(
      'fail',
      challenge.faults.map((what) => ({ what, quote: challenge.raw })),
    );
  },
});

const metadataUrl: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.challenge-metadata',
  title: 'Gives resource_metadata as an absolute https address',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#protected-resource-metadata-discovery-requirements',
  why: 'Clients drop an address that is relative or cannot be parsed without a word, and login fails for no visible reason.',
  fix: 'Write the whole address of the metadata, with https and host, into resource_metadata.',
  needs: ['auth-refusals'],

  judge({ 'auth-refusals': { challenge } }) {
    const named = readNamed(challenge);
    if (challenge === undefined || named === undefined) return notApplicable('no challenge names resource_metadata');
    if (challenge.faults.length > 0) return notTested('the header cannot be read, see auth.challenge-syntax');
    if (!URL.canParse(named)) return fail({ what: 'resource_metadata is no absolute address', quote: challenge.raw });
    return isSecureAddress(named) ? PASS : fail({ what: 'resource_metadata is not fetched over https', quote: challenge.raw });
  },
});

function readNamed(challenge: ChallengeFacts | undefined): string | undefined {
  return challenge?.schemes.map(({ params }) => params['resource_metadata']).find((one) => one !== undefined);
}

export const checks: readonly AnyCheck[] = [present, bearerFirst, syntax, metadataUrl];
