import { describe, expect, it } from 'vitest';
import { RESILIENCE_ROWS } from '../src/matrix/resilience.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

describe.concurrent('resilience checks', () => {
  it.each(RESILIENCE_ROWS)('$name trips its own check and no other', { timeout: 120_000 }, async ({ run, expected }) => {
    expect(idsAgainst(await verifyConformance(run))).toEqual(expected);
  });
});
