import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { applyBaseline, writeBaseline } from '../../src/baseline/apply-baseline.ts';
import { renderJson } from '../../src/report/json.ts';
import { hostileVerify, POLYGLOTS, preflightResult, verifyResult } from './sample-checks.ts';

function errorsOf(name: string, value: { readonly schema: string }): readonly unknown[] {
  const schema = JSON.parse(readFileSync(new URL(`../../schema/${name}.json`, import.meta.url), 'utf8')) as object;
  return new Validator(schema, '2020-12', false).validate(JSON.parse(renderJson(value))).errors;
}

describe('the published schemas', () => {
  it('describe a verify result with every outcome, with and without a baseline', () => {
    const result = verifyResult();
    expect(errorsOf('verify', result)).toEqual([]);
    expect(errorsOf('verify', { ...result, baseline: applyBaseline(result, writeBaseline(result), 'known.json') } as typeof result)).toEqual([]);
  });

  it('describe a preflight result and a baseline', () => {
    expect(errorsOf('preflight', preflightResult())).toEqual([]);
    expect(errorsOf('baseline', writeBaseline(verifyResult()))).toEqual([]);
  });

  it('hold hostile strings as data', () => {
    for (const text of POLYGLOTS) expect(errorsOf('verify', hostileVerify(text))).toEqual([]);
  });

  it('refuse a skipped check without a reason and a failure without evidence', () => {
    const [check] = verifyResult().checks;
    expect(errorsOf('verify', verifyResult([{ ...check!, status: 'not-tested' }]))).not.toEqual([]);
    expect(errorsOf('verify', verifyResult([{ ...check!, status: 'fail', evidence: [] }]))).not.toEqual([]);
    expect(errorsOf('verify', { ...verifyResult(), extra: 1 } as ReturnType<typeof verifyResult>)).not.toEqual([]);
  });
});
