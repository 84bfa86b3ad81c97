import { describe, expect, it } from 'vitest';
import type { CheckedAnswer } from '../../../src/collect/protocol/answers.ts';
import { classifyHttpProbe, classifyProbe } from '../../../src/collect/protocol/era.ts';

const discovered: CheckedAnswer = { kind: 'result', result: { supportedVersions: ['2026-07-28'], capabilities: {} }, faults: [] };

function error(code: number, data?: unknown): CheckedAnswer {
  return { kind: 'error', error: { code, message: 'x', ...(data === undefined ? {} : { data }) }, faults: [] };
}

describe('era of a server', () => {
  it('is modern only on a valid DiscoverResult', () => {
    expect(classifyProbe(discovered).era).toBe('modern');
    expect(classifyProbe({ kind: 'result', result: {}, faults: [] }).era).toBe('legacy');
    expect(classifyProbe({ kind: 'result', result: { supportedVersions: ['2025-11-25'], capabilities: {} }, faults: [] }).era).toBe('legacy');
  });

  it.each([-32601, -32602, -32600, -32000, -32020, -32021, -32001, -32022])('is legacy on error %i without a version list', (code) => {
    expect(classifyProbe(error(code)).era).toBe('legacy');
  });

  it('reads the version list of -32022', () => {
    expect(classifyProbe(error(-32_022, { supported: ['2027-01-01'] }))).toEqual({ era: 'modern-other', supported: ['2027-01-01'] });
    expect(classifyProbe(error(-32_022, { supported: ['2025-11-25', '2024-11-05'] })).era).toBe('legacy');
    expect(classifyProbe(error(-32_022, { supported: 'all' })).era).toBe('legacy');
  });

  it.each([
    [401, undefined, 'undecided'],
    [403, error(-32_601), 'undecided'],
    [503, discovered, 'undecided'],
    [404, undefined, 'legacy'],
    [400, error(-32_000), 'legacy'],
    [400, error(-32_020), 'modern-other'],
    [404, error(-32_601), 'legacy'],
    [200, error(-32_601), 'legacy'],
    [200, discovered, 'modern'],
  ] as const)('over HTTP %i is %s', (status, answer, era) => {
    expect(classifyHttpProbe(status, answer).era).toBe(era);
  });

  it('takes 404 with -32601 for a modern answer when another method was asked', () => {
    expect(classifyHttpProbe(404, error(-32_601), 'tools/list').era).toBe('modern-other');
  });
});
