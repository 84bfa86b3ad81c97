import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LAUNCH_ROWS, launchRun } from '../src/matrix/launch.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

/** Processes start; on a busy machine of two cores that takes its time. */
const LIMIT_MS = 240_000;
/** Most of the time goes by in waiting for servers that answer late or never. */
vi.setConfig({ maxConcurrency: 3 });

describe('launch and framing checks', () => {
  let home = '';
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'verify-launch-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** One for each run, because servers leave locks there. */
  const makeFolder = (): string => {
    const folder = mkdtempSync(join(home, 'run-'));
    writeFileSync(join(folder, 'conformance.data.json'), '{}');
    return folder;
  };

  it.concurrent.each(['legacy', 'modern'] as const)(
    'find nothing wrong with a good %s server',
    async (era) => {
      expect(idsAgainst(await verifyConformance(launchRun(makeFolder(), era)))).toEqual([]);
    },
    LIMIT_MS,
  );

  it.concurrent(
    'find both eras of a server that runs once at a time, and nothing else wrong with it',
    async () => {
      const result = await verifyConformance(launchRun(makeFolder(), 'dual', 'launch.double-start'));
      expect([result.era, ...idsAgainst(result)]).toEqual(['dual', 'launch.double-start']);
    },
    LIMIT_MS,
  );

  it.concurrent.each(LAUNCH_ROWS)(
    '$name trips its own check and no other',
    async ({ verifyIn, expected }) => {
      expect(idsAgainst(await verifyIn(makeFolder()))).toEqual(expected);
    },
    LIMIT_MS,
  );
});
