import { describe, expect, it, vi } from 'vitest';
import { VERSION_ROWS } from '../src/matrix/version.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

/** Most of the time goes by in waiting for answers that must not come. */
vi.setConfig({ maxConcurrency: 4 });

describe.concurrent('version, metadata and JSON-RPC checks', () => {
  it.each(VERSION_ROWS)(
    '$name trips its own check and no other',
    async ({ run, expected }) => {
      expect(idsAgainst(await verifyConformance(run))).toEqual(expected);
    },
    60_000,
  );
});
