import { describe, expect, it } from 'vitest';
import { checkBroken, checkHealthy } from '../src/check-case.ts';
import { loadCases } from '../src/load-cases.ts';
import { runScene } from '../src/run-case.ts';

const cases = (await loadCases()).filter(({ replayOnly }) => replayOnly === undefined);

// Most of a case is waiting for a process or a limit, so several run at once.
describe.concurrent('live: the doctor on each case', () => {
  it.each(cases)('$id', { timeout: 60_000 }, async (testCase) => {
    const broken = await runScene(testCase, testCase.broken, ({ result }) => checkBroken(testCase, result));
    const healthy = await runScene(testCase, testCase.healthy, ({ result }) => checkHealthy(testCase, result));
    expect({ broken, healthy }).toEqual({ broken: [], healthy: [] });
  });
});
