import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAUNCH_ROWS, launchRun } from '../src/matrix/launch.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

/** Processes start; on a busy machine of two cores that takes its time. */
const LIMIT_MS = 240_000;

describe('launch and framing checks', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-launch-'));
    writeFileSync(join(folder, 'conformance.data.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['legacy', 'modern'] as const)(
    'find nothing wrong with a good %s server',
    async (era) => {
      expect(idsAgainst(await verifyConformance(launchRun(folder, era)))).toEqual([]);
    },
    LIMIT_MS,
  );

  it.each(LAUNCH_ROWS)(
    '$name trips its own check and no other',
    async ({ verifyIn, expected }) => {
      expect(idsAgainst(await verifyIn(folder))).toEqual(expected);
    },
    LIMIT_MS,
  );
});
