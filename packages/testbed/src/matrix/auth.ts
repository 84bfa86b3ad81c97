import { AUTH_CHECKS } from '../../../medic/src/rules/protocol/auth/index.ts';
import { TOKENS } from '../conformance/auth/tokens.ts';
import type { SwitchId } from '../conformance/switches.ts';
import { rowsOf, type Matrix, type Row } from './row.ts';

const EXPECTED: Matrix['expected'] = {
  'auth.401--delete': ['auth.401-delete'],
  'auth.401--get': ['auth.401-get'],
  'auth.401--session': ['auth.401-session'],
  'auth.401--list': ['auth.401-methods'],
  'auth.www-authenticate--relative': ['auth.challenge-metadata'],
  'auth.www-authenticate--basic-first': ['auth.challenge-bearer'],
  'auth.www-authenticate--unparsable': ['auth.challenge-syntax'],
  'auth.prm-fetch--text': ['auth.prm-content-type'],
  'auth.prm-resource--slash': ['auth.prm-resource-slash'],
  'auth.prm-as--query': ['auth.prm-as-url'],
  'auth.prm-as--relative': ['auth.prm-as-url'],
  'auth.as-metadata--500': ['auth.as-metadata-order'],
  'auth.as-metadata--html': ['auth.as-metadata-order'],
  'auth.as-endpoints--response-types': ['auth.as-response-type'],
  'auth.as-endpoints--null': ['auth.as-types'],
  'auth.pkce--plain': ['auth.pkce'],
  'auth.scope-challenge': ['auth.scope-offline'],
  'auth.scope-challenge--none': ['auth.scope-challenge'],
  'auth.scope-challenge--unknown': ['auth.scope-known'],
  'auth.bad-token--no-error': ['auth.bad-token-error'],
  // A token without the scope is refused in any case.
  'auth.insufficient-scope': ['auth.insufficient-scope', 'auth.token-accepted'],
  'auth.insufficient-scope--no-challenge': ['auth.insufficient-scope', 'auth.token-accepted'],
};

/** Seen only by somebody who has the token of a user. */
const NEEDS_TOKEN: readonly SwitchId[] = [
  'auth.401--session',
  'auth.401--list',
  'auth.www-authenticate',
  'auth.www-authenticate--no-metadata',
  'auth.query-token',
  'auth.iss-flag',
];

const bearer = (token: string): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${token}` });

const CLAIMS = { exp: 1_600_000_000, aud: 'https://other.example/mcp', iss: 'https://login.example', scope: 'other' };

/** A token that this machine can read. */
function jwtOf(claims: object): string {
  return ['{"alg":"none"}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

const GIVEN: readonly (readonly [name: string, authorization: string, expected: readonly string[]])[] = [
  [
    'a JWT of another issuer, for another server, and expired',
    `Bearer ${jwtOf(CLAIMS)}`,
    ['auth.token-accepted', 'auth.token-expired', 'auth.token-audience', 'auth.token-issuer', 'auth.token-scope'],
  ],
  ['a JWT of next century', `Bearer ${jwtOf({ nbf: 4_100_000_000 })}`, ['auth.token-accepted', 'auth.token-not-before']],
  ['the scheme written twice', `Bearer Bearer ${TOKENS.full}`, ['auth.token-accepted', 'auth.token-form']],
];

export const AUTH_ROWS: readonly Row[] = [
  ...rowsOf({
    includes: /^auth\./,
    expected: EXPECTED,
    runFor: (id, { transport, era, words, revision }) => {
      const token = words.includes('weak-token') ? TOKENS.weak : NEEDS_TOKEN.includes(id) ? TOKENS.full : undefined;
      return {
        transport,
        options: {
          era: revision === undefined ? era : 'legacy',
          ...(transport === 'stdio' ? {} : { auth: 'bearer' }),
          breaks: [id],
          ...(revision === undefined ? {} : { revision }),
        },
        checks: AUTH_CHECKS,
        ...(token === undefined ? {} : { headers: bearer(token) }),
      };
    },
  }),
  ...GIVEN.map(([name, authorization, expected]): Row => ({
    name,
    run: { transport: 'http', options: { auth: 'bearer' }, checks: AUTH_CHECKS, headers: { Authorization: authorization } },
    expected,
  })),
];
