import type { AnyCheck, AuthMetadataFacts, Check, CheckView, CredentialFacts, Judgement, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { findResource, readTexts } from '../../auth-documents.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin' | 'level'> = {
  group: 'auth',
  transports: ['http', 'sse'],
  withoutLogin: true,
  level: 'practice',
};
/** Clocks of two machines differ by minutes where nobody looks after them. */
const SKEW_MS = 5 * 60_000;

const accepted: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-accepted',
  title: 'Accepts the credential that was given',
  why: 'With a credential that is refused no client connects, whatever else is right.',
  fix: 'Get a new token for this server, with the scopes it asks for.',
  needs: ['survey', 'auth-credential'],

  judge({ survey, run, 'auth-credential': { given } }) {
    if (!given) return notApplicable('no credential was given');
    const turn = survey.initialize ?? survey.discover;
    return run.needsLogin && turn !== undefined ? warn(quoteTurn(turn, `the credential was refused with HTTP ${turn.http?.status ?? ''}`)) : PASS;
  },
});

const form: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-form',
  title: 'The Authorization header given is well written',
  why: 'A word too many, a quote or a placeholder that was left in makes a good token useless.',
  fix: 'Write the header as Authorization: Bearer TOKEN, without quotes.',
  needs: ['auth-credential'],

  judge({ run, 'auth-credential': { given, faults, scheme } }) {
    if (!given) return notApplicable('no credential was given');
    // A server that takes it as it is knows best.
    if (!run.needsLogin) return PASS;
    return against(
      'warn',
      faults.map((what) => ({ what, where: 'header Authorization', quote: `${scheme ?? 'no scheme'} …` })),
    );
  },
});

const expired: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-expired',
  title: 'The token given has not expired, or is refused',
  why: 'An expired token must get 401; the client then has to log in again.',
  fix: 'Get a new token; when the server took the old one, let it check "exp".',
  needs: ['survey', 'auth-credential'],

  judge: (view) =>
    withClaims(view, ({ expiresAt }, nowMs) => {
      if (expiresAt === undefined) return notApplicable('the token says nothing about when it expires');
      if (Date.parse(expiresAt) >= nowMs - SKEW_MS) return PASS;
      const evidence = {
        what: 'the token has expired',
        where: 'claim exp of the token given',
        quote: `exp ${expiresAt}, looked at ${new Date(nowMs).toISOString()}`,
      };
      return view.run.needsLogin ? fail(evidence) : fail({ ...evidence, what: 'the server accepts a token that has expired' });
    }),
});

const early: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-not-before',
  title: 'The token given is valid already',
  why: 'A token from the future is refused; mostly a clock is wrong.',
  fix: 'Set the clocks of both machines.',
  needs: ['survey', 'auth-credential'],

  judge: (view) =>
    withClaims(view, ({ notBefore }, nowMs) => {
      if (notBefore === undefined) return notApplicable('the token does not say from when on it is valid');
      const isEarly = Date.parse(notBefore) > nowMs + SKEW_MS;
      return isEarly
        ? warn({
            what: 'the token is not valid yet',
            where: 'claim nbf of the token given',
            quote: `nbf ${notBefore}, looked at ${new Date(nowMs).toISOString()}`,
          })
        : PASS;
    }),
});

const audience: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-audience',
  title: 'The token given is meant for this server',
  why: 'A server must refuse tokens that were issued for somebody else; one that does not can be abused with them.',
  fix: 'Ask for a token with this server\'s address as its "resource".',
  needs: ['survey', 'auth-credential', 'auth-metadata'],

  judge: (view) =>
    withClaims(view, ({ audience: audiences }) => {
      if (audiences === undefined) return notApplicable('the token names no audience');
      const wanted = listAddresses(view['auth-metadata'], view.run.url);
      const addresses = audiences.filter((one) => /^https?:/.test(one));
      // An audience that is no address is a name that only issuer and server know.
      if (addresses.length < audiences.length) return PASS;
      if (addresses.some((one) => wanted.some((other) => trimSlash(other).startsWith(trimSlash(one))))) return PASS;
      return warn({ what: `the token is for another server than ${view.run.url ?? ''}`, where: 'claim aud of the token given', quote: audiences.join(', ') });
    }),
});

const issuer: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-issuer',
  title: 'The token given comes from an authorization server the server names',
  why: 'A token of another issuer is refused, and a server that takes it trusts more than it says.',
  fix: 'Log in at the authorization server that the resource metadata names.',
  needs: ['survey', 'auth-credential', 'auth-metadata'],

  judge: (view) =>
    withClaims(view, ({ issuer: from }) => {
      const found = findResource(view['auth-metadata']);
      const named = found === undefined ? undefined : readTexts(found.json['authorization_servers']);
      if (from === undefined || named === undefined || named.length === 0) return notApplicable('the token or the server names no issuer');
      if (named.some((one) => trimSlash(one) === trimSlash(from))) return PASS;
      return warn({ what: `the token comes from another issuer than ${named.join(', ')}`, where: 'claim iss of the token given', quote: from });
    }),
});

const scope: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-scope',
  title: 'The token given holds the scopes the server asks for',
  why: 'What lacks a scope gets 403, at once or at the first tool that needs it.',
  fix: 'Log in again and ask for the scopes of the challenge.',
  needs: ['survey', 'auth-credential', 'auth-refusals'],

  judge: (view) =>
    withClaims(view, ({ scope: held }) => {
      const asked = view['auth-refusals'].challenge?.schemes.find(({ params }) => params['scope'] !== undefined)?.params['scope'];
      if (held === undefined || asked === undefined) return notApplicable('the token or the challenge names no scope');
      const missing = asked.split(' ').filter((one) => one !== '' && !held.split(' ').includes(one));
      return missing.length === 0 ? PASS : warn({ what: `the token lacks ${missing.join(', ')}`, where: 'claim scope of the token given', quote: held });
    }),
});

function withClaims(
  { survey, 'auth-credential': { given, claims, now } }: CheckView<'survey' | 'auth-credential'>,
  judge: (claims: NonNullable<CredentialFacts['claims']>, nowMs: number) => Judgement,
): Judgement {
  if (!given) return notApplicable('no credential was given');
  if (claims === undefined) return notApplicable('the credential is no JWT, so only the server can read it');
  return judge(claims, serverTime(survey.initialize ?? survey.discover) ?? Date.parse(now));
}

/** The server judges by its own clock. */
function serverTime(turn: Turn | undefined): number | undefined {
  const at = Date.parse(turn?.http?.headers['date'] ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function listAddresses(metadata: AuthMetadataFacts, url: string | undefined): readonly string[] {
  const resource = findResource(metadata)?.json['resource'];
  return [...(url === undefined ? [] : [url]), ...(typeof resource === 'string' ? [resource] : [])];
}

function trimSlash(text: string): string {
  return text.replace(/\/$/, '');
}

export const checks: readonly AnyCheck[] = [accepted, form, expired, early, audience, issuer, scope];
