import { describe, expect, it } from 'vitest';
import { applyBaseline, writeBaseline } from '../../src/baseline/apply-baseline.ts';
import { readBaseline } from '../../src/baseline/read-baseline.ts';
import { exitCodeOfChecks } from '../../src/commands/check-exit-code.ts';
import type { Baseline, KnownFailure, VerifyResult } from '../../src/model/index.ts';
import { verifyResult } from '../report/sample-checks.ts';

const baselineOf = (...known: readonly KnownFailure[]): Baseline => ({ schema: 'mcp-medic/baseline@1', known });
const held = (baseline: Baseline): VerifyResult => ({ ...verifyResult(), baseline: applyBaseline(verifyResult(), baseline) });

describe('a report held against a baseline', () => {
  it('tells known failures from new ones, and a listed one that passes now', () => {
    const outcome = applyBaseline(
      verifyResult(),
      baselineOf({ check: 'rpc.unknown-method' }, { check: 'launch.starts' }, { check: 'auth.401' }, { check: 'no.such' }),
    );
    expect(outcome.known.map(({ check }) => check)).toEqual(['rpc.unknown-method']);
    expect(outcome.fresh).toEqual(['tool.input-schema', 'list.latency']);
    expect(outcome.passing.map(({ check }) => check)).toEqual(['launch.starts']);
    expect(outcome.undecided.map(({ check }) => check)).toEqual(['auth.401', 'no.such']);
  });

  it('lets a listed warning not excuse a failure, but a listed failure a warning', () => {
    expect(applyBaseline(verifyResult(), baselineOf({ check: 'rpc.unknown-method', status: 'warn' })).fresh).toContain('rpc.unknown-method');
    expect(applyBaseline(verifyResult(), baselineOf({ check: 'list.latency', status: 'fail' })).fresh).not.toContain('list.latency');
  });

  it('takes nothing from the baseline of another target', () => {
    const outcome = applyBaseline(verifyResult(), { ...baselineOf({ check: 'rpc.unknown-method' }), target: 'node other.mjs' });
    expect(outcome).toMatchObject({ known: [], otherTarget: 'node other.mjs' });
    expect(outcome.fresh).toContain('rpc.unknown-method');
  });

  it('passes a run by the baseline written from it, read back from its text', () => {
    const reading = readBaseline(JSON.stringify(writeBaseline(verifyResult())), 'known.json');
    if (!reading.ok) throw new Error(reading.message);
    expect(exitCodeOfChecks(held(reading.baseline), 'warn', false)).toBe(0);
  });
});

describe('the exit code', () => {
  const passing = verifyResult(verifyResult().checks.filter(({ status }) => status !== 'fail'));

  it.each([
    ['a failure', verifyResult(), 'fail', false, 1],
    ['a failure that is not to fail', verifyResult(), 'never', false, 0],
    ['a warning', passing, 'fail', false, 0],
    ['a warning that is to fail', passing, 'warn', false, 1],
    ['something not tested, strictly', passing, 'fail', true, 3],
    ['only known failures', held(baselineOf({ check: 'rpc.unknown-method' }, { check: 'tool.input-schema' })), 'fail', false, 0],
    ['one failure more than known', held(baselineOf({ check: 'rpc.unknown-method' })), 'fail', false, 1],
    ['a listed failure that passes now', { ...passing, baseline: applyBaseline(passing, baselineOf({ check: 'launch.starts' })) }, 'fail', false, 1],
  ] as const)('of %s', (_name, report, failOn, isStrict, code) => {
    expect(exitCodeOfChecks(report, failOn, isStrict)).toBe(code);
  });
});

describe('a bad baseline file', () => {
  const head = '{\n  "schema": "mcp-medic/baseline@1",\n';
  it.each([
    ['', 'known.json:1: the file is empty'],
    ['{\n  "schema": "mcp-medic/baseline@1"\n  "known": []\n}', 'known.json:2: a comma is missing before "known"'],
    ['{ "known": [] }', 'known.json:1: "schema" is not "mcp-medic/baseline@1"'],
    [`${head}  "known": {}\n}`, 'known.json:3: "known" is not a list'],
    [`${head}  "konwn": []\n}`, 'known.json:3: a baseline has no "konwn"; did you mean "known"'],
    [`${head}  "known": [\n    { "reason": "x" }\n  ]\n}`, 'known.json:4: a known failure has no "check"'],
    [`${head}  "known": [\n    { "check": "a" },\n    { "check": "a" }\n  ]\n}`, 'known.json:5: the check "a" is listed twice'],
    [`${head}  "known": [{ "check": "a",\n "status": "pass" }]\n}`, 'known.json:4: "status" is "pass"; it is "fail" or "warn"'],
    [`${head}  "known": ["a"]\n}`, 'known.json:3: a known failure is written as an object'],
  ])('%j is told with its line', (text, message) => {
    const reading = readBaseline(text, 'known.json');
    expect(reading.ok ? 'read' : reading.message).toContain(message);
  });
});
