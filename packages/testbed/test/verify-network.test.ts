import { describe, expect, it } from 'vitest';
import { NETWORK_CHECKS } from '../../medic/src/rules/protocol/network/index.ts';
import { NETWORK_ROWS } from '../src/matrix/network.ts';
import { idsAgainst, verifyUrl } from '../src/verify-conformance.ts';
import { startFaultServer } from '../src/http/start.ts';

describe('the way to the server', () => {
  it.each(NETWORK_ROWS)('$name', async ({ verify, expected }) => {
    expect(idsAgainst(await verify())).toEqual(expected);
  });

  it('does not judge what it could not see', async () => {
    const server = await startFaultServer({ fault: 'ok' });
    await server.close();
    const { checks } = await verifyUrl(`${server.origin}/mcp`, NETWORK_CHECKS);
    expect(checks.find(({ id }) => id === 'http.redirect')).toMatchObject({ status: 'not-tested' });
  });
});
