import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRAMING_CHECKS } from '../../medic/src/rules/protocol/framing/index.ts';
import { LAUNCH_CHECKS } from '../../medic/src/rules/protocol/launch/index.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

const CHECKS = [...LAUNCH_CHECKS, ...FRAMING_CHECKS];
/** Processes start; on a busy machine of two cores that takes its time. */
const LIMIT_MS = 240_000;

/** Checks against a switch where that is more or another than the switch's own row of the catalogue. */
const EXPECTED: Readonly<Partial<Record<SwitchId, readonly string[]>>> = {
  'stdio.utf8--latin1': ['stdio.utf8-text'],
  'stdio.crlf--input': ['stdio.crlf-input'],
  // Requests that arrive together and requests that arrive during another are the same thing to a server that drops one of them.
  'stdio.interleave': ['stdio.merged-input', 'stdio.interleave'],
  'stdio.interleave--swapped': ['stdio.merged-input', 'stdio.interleave'],
  'stdio.chunked-input--merged': ['stdio.merged-input', 'stdio.interleave'],
};

/** Switches that keep a run waiting for half a minute. */
const SLOW: readonly SwitchId[] = ['launch.cold-start', 'launch.first-run-download'];

const mine = Object.keys(SWITCHES).filter((id) => /^(?:launch|stdio)\./.test(id) && !SLOW.includes(id as SwitchId)) as SwitchId[];

describe('launch and framing checks', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-launch-'));
    writeFileSync(join(folder, 'conformance.data.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (breaks: readonly SwitchId[], era: 'legacy' | 'modern' | 'dual'): ReturnType<typeof verifyConformance> =>
    verifyConformance({
      transport: 'stdio',
      options: { era, breaks, stateFolder: folder },
      checks: CHECKS,
      startLimitMs: 4_000,
      cwd: folder,
      env: { CONFORMANCE_HOME: folder, ...(breaks.includes('launch.env-required') ? {} : { CONFORMANCE_API_KEY: 'conformance-key' }) },
    });

  it.each(['legacy', 'modern'] as const)(
    'find nothing wrong with a good %s server',
    async (era) => {
      const { checks } = await verify([], era);
      expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
    },
    LIMIT_MS,
  );

  it.each(mine)(
    '%s trips its own check and no other',
    async (id) => {
      const { check, eras } = SWITCHES[id];
      expect(idsAgainst(await verify([id], eras === 'modern' ? 'modern' : 'legacy'))).toEqual(EXPECTED[id] ?? [check]);
    },
    LIMIT_MS,
  );
});
