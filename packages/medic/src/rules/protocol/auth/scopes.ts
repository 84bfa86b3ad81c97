import type { AnyCheck, ChallengeFacts, Check, CheckView } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { findIssuer, findResource, quoteMember, readTexts } from '../../auth-documents.ts';
import { whyNoLogin } from './guard.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin'> = { group: 'auth', transports: ['http', 'sse'], withoutLogin: true };
const NEEDS = ['auth-refusals', 'auth-metadata'] as const;

const asked: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.scope-challenge',
  title: 'Says in its challenge which scopes a token needs',
  level: 'SHOULD',
  spec: '2025-11-25 basic/authorization#protected-resource-metadata-discovery-requirements',
  why: 'Otherwise a client asks for every scope there is, or for none, and the login ends with too much or too little.',
  fix: 'Add scope="…" to WWW-Authenticate.',
  since: '2025-11-25',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { challenge, first } = view['auth-refusals'];
    if (challenge === undefined || challenge.faults.length > 0) return notTested('there is no challenge that can be read');
    // Without metadata there is no authorization server that knows scopes, and nothing to ask for.
    if (findResource(view['auth-metadata']) === undefined) return notApplicable('the server publishes no resource metadata');
    return listScopes(challenge).length > 0 ? PASS : warn(quoteTurn(first, 'the challenge names no scope'), { what: 'WWW-Authenticate', quote: challenge.raw });
  },
});

const known: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.scope-known',
  title: 'Asks only for scopes that its authorization server lists',
  level: 'practice',
  why: 'An authorization server that does not know a scope refuses the login with invalid_scope.',
  fix: 'List the scopes of the challenge in scopes_supported of the authorization server, or ask for others.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const issuer = findIssuer(view['auth-metadata']);
    const listed = issuer === undefined ? undefined : readTexts(issuer.json['scopes_supported']);
    if (issuer === undefined || listed === undefined) return notApplicable('the authorization server lists no scopes');
    const unknown = listScopes(view['auth-refusals'].challenge).filter((scope) => !listed.includes(scope) && scope !== 'offline_access');
    return against(
      'warn',
      unknown.map((scope) => quoteMember(issuer, 'scopes_supported', `the challenge asks for "${scope}", which is not listed`)),
    );
  },
});

const offline: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.scope-offline',
  title: 'Asks for no offline_access in challenge and resource metadata',
  level: 'SHOULD',
  spec: '2026-07-28 basic/authorization#scope-selection-strategy',
  why: 'Whether a client may stay logged in is between it and the authorization server; the resource has no say in it.',
  fix: 'Take offline_access out of the challenge and of scopes_supported of the resource metadata.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { challenge } = view['auth-refusals'];
    const found = findResource(view['auth-metadata']);
    return against('warn', [
      ...(challenge !== undefined && listScopes(challenge).includes('offline_access')
        ? [{ what: 'the challenge asks for offline_access', quote: challenge.raw }]
        : []),
      ...(found !== undefined && readTexts(found.json['scopes_supported'])?.includes('offline_access') === true
        ? [quoteMember(found, 'scopes_supported', 'the resource metadata lists offline_access')]
        : []),
    ]);
  },
});

const insufficient: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.insufficient-scope',
  title: 'Refuses a token that lacks a scope with 403, insufficient_scope and the scope',
  level: 'SHOULD',
  spec: '2025-11-25 basic/authorization#scope-challenge-handling',
  why: 'A client that is told which scope is missing can ask for it; one that gets 401 logs in again and again.',
  fix: 'Answer with 403 and WWW-Authenticate: Bearer error="insufficient_scope", scope="…", resource_metadata="…".',
  since: '2025-11-25',
  needs: ['survey', 'auth-credential'],

  judge({ survey, run, 'auth-credential': { given } }: CheckView<'survey' | 'auth-credential'>) {
    if (!given) return notApplicable('no token was given');
    const turn = survey.initialize ?? survey.discover;
    const header = turn?.http?.headers['www-authenticate'];
    const status = turn?.http?.status;
    if (!run.needsLogin || turn === undefined) return notApplicable('the token given is enough');
    const says = header?.includes('insufficient_scope') === true;
    if (status === 401)
      return says
        ? warn(quoteTurn(turn, '401 came for a token that lacks a scope'), { what: 'WWW-Authenticate', quote: header })
        : notApplicable('the token was refused as a whole');
    if (says && /\bscope=/.test(header)) return PASS;
    return warn(quoteTurn(turn, '403 came without insufficient_scope and the missing scope in WWW-Authenticate'));
  },
});

function listScopes(challenge: ChallengeFacts | undefined): readonly string[] {
  const text = challenge?.schemes.find(({ scheme }) => scheme.toLowerCase() === 'bearer')?.params['scope'] ?? '';
  return text.split(' ').filter((one) => one !== '');
}

export const checks: readonly AnyCheck[] = [asked, known, offline, insufficient];
