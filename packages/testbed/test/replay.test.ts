import { describe, expect, it } from 'vitest';
import { checkBroken, checkHealthy } from '../src/check-case.ts';
import { loadCases } from '../src/load-cases.ts';
import { replayScene } from '../src/replay.ts';
import { readEvidence } from '../src/stored-evidence.ts';

const cases = await loadCases();

describe('replay: the rules on the stored evidence of each case', () => {
  it.each(cases)('$id', async (testCase) => {
    const stored = readEvidence(testCase.id);
    const broken = checkBroken(testCase, await replayScene(stored.broken));
    const healthy = checkHealthy(testCase, await replayScene(stored.healthy));
    expect({ broken, healthy }).toEqual({ broken: [], healthy: [] });
  });
});
