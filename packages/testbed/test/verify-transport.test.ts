import { describe, expect, it } from 'vitest';
import { NETWORK_CHECKS } from '../../medic/src/rules/protocol/network/index.ts';
import { TRANSPORT_CHECKS } from '../../medic/src/rules/protocol/transport/index.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { idsAgainst, verifyConformance, type ConformanceRun } from '../src/verify-conformance.ts';

const CHECKS = [...NETWORK_CHECKS, ...TRANSPORT_CHECKS];

/** Checks against a switch where that is more or another than the switch's own row of the catalogue. */
const EXPECTED: Readonly<Partial<Record<SwitchId, readonly string[]>>> = {
  // What is packed at the end only is held back until then.
  'http.compression': ['http.compression', 'http.buffering-held'],
  'http.buffering--held': ['http.buffering-held'],
  'http.cors-preflight--expose': ['http.cors-expose'],
  'ht.notification-202': ['ht.notification-202', 'ht.response-202'],
  'ht.notification-202--204': ['ht.notification-202', 'ht.response-202'],
  'ht.notification-202--body': ['ht.notification-202', 'ht.response-202'],
  'ht.sse-resume--same-id': ['ht.sse-ids'],
  'ht.session-ascii--short': ['ht.session-random'],
  'ht.session-unknown--terminated': ['ht.session-terminated'],
  'ht.session-ignored--minted': ['ht.session-none'],
  'ht.version-header-good--absent': ['ht.version-header-absent'],
  'ht.origin--host': ['ht.origin-host'],
  'ht.origin--none': ['ht.origin-none'],
  'ht.origin--status': ['ht.origin-403'],
  'sse.endpoint--origin': ['sse.endpoint-address'],
  'sse.endpoint--json': ['sse.endpoint-address'],
  'sse.endpoint--status': ['sse.post'],
  'sse.endpoint--reply-in-post': ['sse.reply'],
};

/** Switches whose fault shows only after the minute that a proxy waits. */
const LEFT_OPEN: readonly SwitchId[] = ['http.idle'];

const mine = Object.entries(SWITCHES).filter(([id]) => /^(?:net|http|ht|sse)\./.test(id) && !LEFT_OPEN.includes(id as SwitchId)) as [
  SwitchId,
  (typeof SWITCHES)[SwitchId],
][];

function runFor(id: SwitchId): ConformanceRun {
  const { eras, transports, needs } = SWITCHES[id] as {
    readonly eras: 'legacy' | 'modern' | 'both';
    readonly transports: readonly string[];
    readonly needs?: readonly string[];
  };
  const isSse = transports.includes('sse');
  const streams = needs?.includes('calls') === true ? { answers: 'sse' as const } : {};
  return {
    transport: isSse ? 'sse' : 'http',
    options: { era: isSse ? 'legacy' : eras === 'both' ? 'dual' : eras, breaks: [id], ...streams },
    checks: CHECKS,
  };
}

describe.concurrent('network and transport checks', () => {
  it.each([
    ['dual', 'auto'],
    ['legacy', 'sse'],
    ['modern', 'sse'],
    ['modern', 'json'],
  ] as const)('find nothing wrong with a good %s server that answers with %s', async (era, answers) => {
    const { checks } = await verifyConformance({ transport: 'http', options: { era, answers }, checks: CHECKS });
    expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
  });

  it.each(['2025-03-26', '2025-06-18'] as const)('find nothing wrong with a good server of %s', async (revision) => {
    expect(idsAgainst(await verifyConformance({ transport: 'http', options: { era: 'legacy', revision }, checks: CHECKS }))).toEqual([]);
  });

  it('find nothing wrong with a server without sessions and GET streams', async () => {
    const options = { era: 'legacy', sessions: false, getStream: false } as const;
    expect(idsAgainst(await verifyConformance({ transport: 'http', options, checks: CHECKS }))).toEqual([]);
  });

  it('find nothing wrong with a good server over the old event stream', async () => {
    const { checks } = await verifyConformance({ transport: 'sse', options: { era: 'legacy' }, checks: CHECKS });
    expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
  });

  it.each(mine)(
    '%s trips its own check and no other',
    async (id, { check }) => {
      expect(idsAgainst(await verifyConformance(runFor(id)))).toEqual(EXPECTED[id] ?? [check]);
    },
    60_000,
  );
});
