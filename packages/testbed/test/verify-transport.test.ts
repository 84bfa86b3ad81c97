import { describe, expect, it } from 'vitest';
import { CHECKS, TRANSPORT_ROWS } from '../src/matrix/transport.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

describe.concurrent('network and transport checks', () => {
  it('find nothing wrong with a good server of the stateless era that answers with JSON only', async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'http', options: { era: 'modern', answers: 'json' }, checks: CHECKS }))).toEqual([]);
  });

  it.each(TRANSPORT_ROWS)(
    '$name trips its own check and no other',
    async ({ run, expected }) => {
      expect(idsAgainst(await verifyConformance(run))).toEqual(expected);
    },
    120_000,
  );
});
