import { describe, expect, it } from 'vitest';
import { CONTENT_CHECKS } from '../../medic/src/rules/protocol/content/index.ts';
import { CONTENT_ROWS } from '../src/matrix/content.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

// Most of a run is waiting for what must not come, so that many go side by side.
describe.concurrent('capability and content checks', () => {
  it('call no tool unless that is allowed', { timeout: 120_000 }, async () => {
    const { checks, transcript } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: CONTENT_CHECKS });
    expect(checks.find(({ id }) => id === 'tool.output-conforms')).toMatchObject({ status: 'not-tested', reason: expect.stringContaining('--allow-calls') });
    const called = transcript.filter(({ dir, text }) => dir === 'sent' && text.includes('"tools/call"') && !text.includes('medic-no-such-tool'));
    expect(called).toEqual([]);
  });

  it('call only tools that say they only read', { timeout: 120_000 }, async () => {
    const { transcript } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: CONTENT_CHECKS, allowsCalls: true });
    expect(transcript.filter(({ dir, text }) => dir === 'sent' && text.includes('toggle_extra_tool'))).toEqual([]);
  });

  it.each(CONTENT_ROWS)('$name trips its own check and no other', { timeout: 120_000 }, async ({ run, expected }) => {
    expect(idsAgainst(await verifyConformance(run))).toEqual(expected);
  });
});
