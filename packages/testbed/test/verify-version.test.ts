import { describe, expect, it } from 'vitest';
import { VERSION_ROWS } from '../src/matrix/version.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

describe('version, metadata and JSON-RPC checks', () => {
  it.each(VERSION_ROWS)(
    '$name trips its own check and no other',
    async ({ run, expected }) => {
      expect(idsAgainst(await verifyConformance(run))).toEqual(expected);
    },
    60_000,
  );
});
