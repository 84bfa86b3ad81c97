import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/model/index.ts';
import { settleConsequences } from '../../../src/rules/protocol/consequences.ts';

function result(id: string, status: CheckResult['status'], quote: string = ''): CheckResult {
  return { id, group: 'rpc', title: '', level: 'MUST', status, evidence: [{ what: '', quote }], fix: 'Do this.', ms: 1 };
}

describe('what follows from another fault', () => {
  it('is not tested, and says from which', () => {
    const [, era] = settleConsequences([result('http.path', 'fail'), result('ver.era', 'fail')]);
    expect(era).toEqual({
      id: 'ver.era',
      group: 'rpc',
      title: '',
      level: 'MUST',
      status: 'not-tested',
      reason: 'it cannot be seen past http.path',
      evidence: [],
      ms: 1,
    });
  });

  it('follows only where its evidence shows the fault', () => {
    const given = [result('http.rate-limit', 'warn'), result('rpc.ping', 'fail', 'got HTTP 429 text/plain'), result('rpc.id-text', 'fail', 'got HTTP 200 {}')];
    expect(settleConsequences(given).map(({ status }) => status)).toEqual(['warn', 'not-tested', 'fail']);
  });

  it('leaves a failure standing where its cause is a warning only', () => {
    expect(settleConsequences([result('http.redirect', 'warn'), result('ver.era', 'fail')]).map(({ status }) => status)).toEqual(['warn', 'fail']);
  });

  it('leaves everything as it is where nothing is wrong', () => {
    const given = [result('http.path', 'pass'), result('ver.era', 'pass')];
    expect(settleConsequences(given)).toEqual(given);
  });
});
