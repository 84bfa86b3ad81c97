import { describe, expect, it } from 'vitest';
import { METADATA_CHECKS } from '../../medic/src/rules/protocol/metadata/index.ts';
import { RPC_CHECKS } from '../../medic/src/rules/protocol/rpc/index.ts';
import { VERSION_CHECKS } from '../../medic/src/rules/protocol/version/index.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { idsAgainst, verifyConformance, type ConformanceRun } from '../src/verify-conformance.ts';

const CHECKS = [...VERSION_CHECKS, ...METADATA_CHECKS, ...RPC_CHECKS];

/** Checks against a switch where that is more or another than the switch's own row of the catalogue. */
const EXPECTED: Readonly<Partial<Record<SwitchId, readonly string[]>>> = {
  'ver.unknown-fields': ['ver.unknown-fields', 'ver.unknown-capabilities'],
  // A server that wants server/discover on the same connection refuses every request that has a connection of its own.
  'ver.no-state': ['ver.unknown-capabilities', 'ver.unsupported', 'ver.no-state', 'meta.clientinfo-optional', 'hdr.case-ows', 'rpc.unknown-method'],
  'meta.missing--meta': ['meta.missing-meta'],
  'meta.missing--protocol-version': ['meta.missing-protocol-version'],
  'meta.missing--capabilities': ['meta.missing-client-capabilities'],
  'meta.missing--code': ['meta.missing-meta', 'meta.missing-protocol-version', 'meta.missing-client-capabilities'],
  'meta.missing--http-200': ['meta.missing-meta', 'meta.missing-protocol-version', 'meta.missing-client-capabilities'],
  'meta.unknown-method-404--removed': ['meta.removed-ping', 'meta.removed-logging-setlevel'],
  'hdr.missing--version': ['hdr.missing-version'],
  'hdr.missing--method': ['hdr.missing-method'],
  'hdr.missing--name': ['hdr.missing-name'],
  'hdr.missing--code': ['hdr.missing-version', 'hdr.missing-method', 'hdr.missing-name'],
  'hdr.mismatch--version': ['hdr.mismatch-version'],
  'hdr.mismatch--method': ['hdr.mismatch-method'],
  'hdr.mismatch--name': ['hdr.mismatch-name'],
  'hdr.mismatch--code': ['hdr.mismatch-version', 'hdr.mismatch-method', 'hdr.mismatch-name'],
  'hdr.mismatch--http-200': ['hdr.mismatch-version', 'hdr.mismatch-method', 'hdr.mismatch-name'],
  'hdr.case-ows--value': ['hdr.value-case'],
  'hdr.base64--malformed': ['hdr.base64-malformed'],
  'rpc.id-echo--string': ['rpc.id-zero', 'rpc.id-large'],
  'rpc.id-echo--number': ['rpc.id-text'],
  'rpc.id-echo--zero': ['rpc.id-zero'],
  'rpc.id-echo--big': ['rpc.id-large'],
  // A server that serves every unknown method serves the removed ones too.
  'rpc.unknown-method': [
    'meta.removed-ping',
    'meta.removed-logging-setlevel',
    'meta.removed-resources-subscribe',
    'meta.removed-resources-unsubscribe',
    'rpc.unknown-method',
  ],
};

/** Switches whose fault no check claims: what the revisions leave open, and what only a call of a tool shows. */
const LEFT_OPEN: readonly SwitchId[] = ['rpc.batch--later', 'rpc.batch--initialize', 'ver.same-process-mix', 'ver.discover-on-legacy--exits'];

const mine = Object.entries(SWITCHES).filter(
  ([id, { transports, needs }]) =>
    /^(?:ver|meta|hdr|rpc)\./.test(id) && transports.includes('http') && needs?.includes('calls') !== true && !LEFT_OPEN.includes(id as SwitchId),
) as [SwitchId, (typeof SWITCHES)[SwitchId]][];

function runFor(id: SwitchId): ConformanceRun {
  const { eras, needs } = SWITCHES[id] as { readonly eras: 'legacy' | 'modern' | 'both'; readonly needs?: readonly string[] };
  const revision = needs?.find((need) => need.startsWith('revision '))?.slice('revision '.length);
  const era = eras === 'both' || needs?.includes('dual') === true ? 'dual' : eras;
  return { transport: 'http', options: { era, breaks: [id], ...(revision === undefined ? {} : { revision: revision as '2025-03-26' }) }, checks: CHECKS };
}

describe('version, metadata and JSON-RPC checks', () => {
  it.each(['dual', 'legacy'] as const)('find nothing wrong with a good %s server over HTTP', async (era) => {
    const { checks } = await verifyConformance({ transport: 'http', options: { era }, checks: CHECKS });
    expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
  });

  it('find nothing wrong with a good server over the old event stream', async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'sse', options: { era: 'legacy' }, checks: CHECKS }))).toEqual([]);
  });

  it('find nothing wrong with a good dual server over stdio', async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'stdio', options: { era: 'dual' }, checks: CHECKS }))).toEqual([]);
  }, 120_000);

  it('warn that a server of the modern era alone refuses most clients', async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'http', options: { era: 'modern' }, checks: CHECKS }))).toEqual(['ver.client-match']);
  });

  it.each(mine)(
    '%s trips its own check and no other',
    async (id, { check, eras }) => {
      const against = idsAgainst(await verifyConformance(runFor(id))).filter((one) => eras !== 'modern' || one !== 'ver.client-match');
      expect(against).toEqual(EXPECTED[id] ?? [check]);
    },
    60_000,
  );
});
