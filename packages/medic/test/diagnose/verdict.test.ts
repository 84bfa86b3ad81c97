import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { decideVerdict } from '../../src/diagnose/verdict.ts';
import type { Evidence } from '../../src/model/index.ts';
import { CONNECTED, evidenceOf, failed, http, stdio } from '../rules/facts.ts';

const decide = (evidence: Evidence): ReturnType<typeof decideVerdict> => decideVerdict(evidence, diagnose([], evidence).diagnosis);

describe('decideVerdict', () => {
  test('connected is healthy', () => {
    expect(decide(evidenceOf({ session: stdio(CONNECTED) }))).toEqual({ verdict: 'healthy' });
  });

  test('connected with a later failure is degraded and says why', () => {
    expect(decide(evidenceOf({ session: stdio({ ...CONNECTED, degraded: 'tools/list: no answer' }) }))).toEqual({
      verdict: 'degraded',
      reason: 'tools/list: no answer',
    });
  });

  test.each([['a failed session', stdio(failed('exit'))] as const, ['a server that wants a login', http({ kind: 'needs-authentication', atMs: 20 })] as const])(
    '%s is failing',
    (_, session) => {
      expect(decide(evidenceOf({ session }))).toEqual({ verdict: 'failing' });
    },
  );

  test('a gated entry is not checked, the cause leads the reason', () => {
    const gate = { cause: 'approval-or-trust-pending', because: '.mcp.json is not approved', todo: 'approve it' } as const;
    expect(decide(evidenceOf({ entry: { loads: { state: 'gated', gate } } }))).toEqual({
      verdict: 'not-checked',
      reason: 'approval-or-trust-pending: .mcp.json is not approved',
    });
  });

  test('a dropped entry is failing, a shadowed one is not checked', () => {
    expect(decide(evidenceOf({ entry: { loads: { state: 'dropped', why: 'file-refused' } } })).verdict).toBe('failing');
    expect(decide(evidenceOf({ entry: { loads: { state: 'dropped', why: 'shadowed', by: '/p/.mcp.json:3' } } }))).toEqual({
      verdict: 'not-checked',
      reason: 'server-name-collision: an entry of the same name wins: /p/.mcp.json:3',
    });
  });

  test('what nobody tried is not checked, with the reason', () => {
    expect(decide({ ...evidenceOf({}), session: { state: 'skipped', reason: '--static: nothing is started' } })).toEqual({
      verdict: 'not-checked',
      reason: '--static: nothing is started',
    });
  });
});
