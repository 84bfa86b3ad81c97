import { describe, expect, it } from 'vitest';
import { AUTH_CHECKS } from '../../medic/src/rules/protocol/auth/index.ts';
import { AUTH_ROWS } from '../src/matrix/auth.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

describe.concurrent('authorization checks', () => {
  it('say of a server without any login that none of it concerns it', async () => {
    const { checks } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: AUTH_CHECKS });
    expect(checks.filter(({ status }) => status !== 'not-applicable').map(({ id, status }) => `${id} ${status}`)).toEqual([]);
  }, 60_000);

  it.each(AUTH_ROWS)(
    '$name trips its own check and no other, and no token is shown',
    async ({ run, expected }) => {
      const result = await verifyConformance(run);
      expect(idsAgainst(result)).toEqual(expected);
      const token = run.headers?.['Authorization']?.split(' ').at(-1);
      if (token !== undefined) expect(JSON.stringify(result)).not.toContain(token);
    },
    60_000,
  );

  it('quote how a header is miswritten', async () => {
    const row = AUTH_ROWS.find(({ name }) => name === 'the scheme written twice');
    const result = await verifyConformance(row?.run ?? { transport: 'http', options: {} });
    expect(result.checks.find(({ id }) => id === 'auth.token-form')?.evidence[0]?.what).toBe('the scheme is written twice');
  }, 60_000);
});
