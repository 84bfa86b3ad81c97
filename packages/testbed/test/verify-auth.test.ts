import { describe, expect, it } from 'vitest';
import { AUTH_CHECKS } from '../../medic/src/rules/protocol/auth/index.ts';
import { TOKENS } from '../src/conformance/auth/tokens.ts';
import type { LegacyRevision } from '../src/conformance/revisions.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { idsAgainst, verifyConformance, type ConformanceRun } from '../src/verify-conformance.ts';

/** Checks against a switch where the catalogue's row was divided. */
const EXPECTED: Readonly<Partial<Record<SwitchId, readonly string[]>>> = {
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

type Needs = readonly string[] | undefined;
const needsOf = (id: SwitchId): Needs => (SWITCHES[id] as { readonly needs?: readonly string[] }).needs;

const mine = (Object.keys(SWITCHES) as SwitchId[]).filter(
  (id) => id.startsWith('auth.') && SWITCHES[id].transports.some((one) => one === 'http') && needsOf(id)?.includes('registration') !== true,
);

const bearer = (token: string): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${token}` });

function runFor(id: SwitchId): ConformanceRun {
  const { eras } = SWITCHES[id];
  const needs = needsOf(id);
  const revision = needs?.find((need) => need.startsWith('revision '))?.slice('revision '.length) as LegacyRevision | undefined;
  const token = needs?.includes('weak-token') === true ? TOKENS.weak : NEEDS_TOKEN.includes(id) ? TOKENS.full : undefined;
  return {
    transport: 'http',
    options: {
      era: revision === undefined ? (eras === 'both' ? 'dual' : eras) : 'legacy',
      auth: 'bearer',
      breaks: [id],
      ...(revision === undefined ? {} : { revision }),
    },
    checks: AUTH_CHECKS,
    ...(token === undefined ? {} : { headers: bearer(token) }),
  };
}

describe('authorization checks', () => {
  it.each([
    ['http', 'dual'],
    ['http', 'legacy'],
    ['http', 'modern'],
    ['sse', 'legacy'],
  ] as const)(
    'find nothing wrong with a good server over %s, %s, with and without a token',
    async (transport, era) => {
      const run = { transport, options: { era, auth: 'bearer' }, checks: AUTH_CHECKS } as const;
      const without = await verifyConformance(run);
      expect(without.checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(without.checks.find(({ id }) => id === 'auth.401')?.status).toBe('pass');
      const result = await verifyConformance({ ...run, headers: bearer(TOKENS.full) });
      expect(result.checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(result.checks.find(({ id }) => id === 'auth.query-token')?.status).toBe('pass');
      expect(JSON.stringify(result)).not.toContain(TOKENS.full);
    },
    60_000,
  );

  it('say of a server without any login that none of it concerns it', async () => {
    const { checks } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: AUTH_CHECKS });
    expect(checks.filter(({ status }) => status !== 'not-applicable').map(({ id, status }) => `${id} ${status}`)).toEqual([]);
  }, 60_000);

  it('say that a token without the scope is refused, and that the server does so rightly', async () => {
    const result = await verifyConformance({ transport: 'http', options: { auth: 'bearer' }, checks: AUTH_CHECKS, headers: bearer(TOKENS.weak) });
    expect(idsAgainst(result)).toEqual(['auth.token-accepted']);
    expect(result.checks.find(({ id }) => id === 'auth.insufficient-scope')?.status).toBe('pass');
  }, 60_000);

  it.each(mine)(
    '%s trips its own check and no other',
    async (id) => {
      expect(idsAgainst(await verifyConformance(runFor(id)))).toEqual(EXPECTED[id] ?? [SWITCHES[id].check]);
    },
    60_000,
  );

  it('name a process that asks for a login', async () => {
    const run = { transport: 'stdio', checks: AUTH_CHECKS } as const;
    expect(idsAgainst(await verifyConformance({ ...run, options: { breaks: ['auth.stdio-env'] } }))).toEqual(['auth.stdio-env']);
    expect(idsAgainst(await verifyConformance({ ...run, options: {} }))).toEqual([]);
  }, 60_000);

  it('read a JWT on this machine: an expired one, of another issuer and for another server', async () => {
    const claims = { exp: 1_600_000_000, aud: 'https://other.example/mcp', iss: 'https://login.example', scope: 'other' };
    const token = ['{"alg":"none"}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');
    const result = await verifyConformance({ transport: 'http', options: { auth: 'bearer' }, checks: AUTH_CHECKS, headers: bearer(token) });
    expect(idsAgainst(result)).toEqual(['auth.token-accepted', 'auth.token-expired', 'auth.token-audience', 'auth.token-issuer', 'auth.token-scope']);
    expect(JSON.stringify(result)).not.toContain(token);
    expect(JSON.stringify(result)).not.toContain(token.split('.')[1]);
  }, 60_000);

  it('quote how a header is miswritten, without its value', async () => {
    const result = await verifyConformance({
      transport: 'http',
      options: { auth: 'bearer' },
      checks: AUTH_CHECKS,
      headers: { Authorization: `Bearer Bearer ${TOKENS.full}` },
    });
    expect(result.checks.find(({ id }) => id === 'auth.token-form')?.evidence[0]?.what).toBe('the scheme is written twice');
    expect(JSON.stringify(result)).not.toContain(TOKENS.full);
  }, 60_000);
});
