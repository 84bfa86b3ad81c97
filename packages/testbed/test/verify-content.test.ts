import { describe, expect, it } from 'vitest';
import { CAPABILITY_CHECKS } from '../../medic/src/rules/protocol/capability/index.ts';
import { CONTENT_CHECKS } from '../../medic/src/rules/protocol/content/index.ts';
import { METADATA_CHECKS } from '../../medic/src/rules/protocol/metadata/index.ts';
import { RPC_CHECKS } from '../../medic/src/rules/protocol/rpc/index.ts';
import { VERSION_CHECKS } from '../../medic/src/rules/protocol/version/index.ts';
import { SWITCHES, type SwitchId } from '../src/conformance/switches.ts';
import { idsAgainst, verifyConformance, type ConformanceRun } from '../src/verify-conformance.ts';

const CHECKS = [...VERSION_CHECKS, ...METADATA_CHECKS, ...RPC_CHECKS, ...CAPABILITY_CHECKS, ...CONTENT_CHECKS];

/** Checks against a switch where that is more or another than the switch's own row of the catalogue. */
const EXPECTED: Readonly<Partial<Record<SwitchId, readonly string[]>>> = {
  'cap.subscribe': ['cap.subscribe', 'cap.listen-resources'],
  'cap.listen-ack--id': ['cap.listen-id'],
  'cap.listen-ack--more': ['cap.listen-subset'],
  'cap.listchanged': ['cap.listchanged', 'cap.listen-listchanged'],
  'cap.listchanged--shape': ['cap.notification-params'],
  'cap.logging--bad-level': ['cap.logging-bad-level'],
  'cap.completion--bad-ref': ['cap.completion-bad-ref'],
  'cap.completion--undeclared': ['cap.completion-undeclared'],
  'list.pagination--duplicates': ['list.pagination-duplicates'],
  'list.latency-size': ['list.size'],
  'cache.hints--no-ttl': ['cache.ttl'],
  'cache.hints--negative': ['cache.ttl'],
  'cache.hints--fraction': ['cache.ttl'],
  'cache.hints--text': ['cache.ttl'],
  'cache.hints--no-scope': ['cache.scope'],
  'cache.hints--scope-word': ['cache.scope'],
  'cache.hints--mixed-scope': ['cache.scope-pages'],
  'tool.name--long': ['tool.name-length'],
  'tool.name--empty': ['tool.name-length'],
  'tool.name--duplicate': ['tool.name-unique'],
  'tool.input-schema--not-a-schema': ['tool.input-schema-valid'],
  'tool.input-schema-host--boolean': ['tool.schema-boolean'],
  'tool.schema-dialect--external-ref': ['tool.schema-references'],
  'tool.output-schema--not-a-schema': ['tool.output-schema-valid'],
  'tool.description--parameters': ['tool.param-description'],
  'tool.annotations--contradiction': ['tool.annotations-contradiction'],
  'tool.xmcpheader--duplicate': ['tool.xmcpheader-unique'],
  'tool.xmcpheader--number': ['tool.xmcpheader-type'],
  'tool.xmcpheader--unreachable': ['tool.xmcpheader-reachable'],
  'tool.xmcpheader--secret': ['tool.xmcpheader-secret'],
  'tool.injection-smells--instruction': ['tool.instructions'],
  'res.uri--duplicate': ['res.uri-unique'],
  'res.uri--template': ['res.template'],
  'res.read--both': ['res.read-contents'],
  'res.read--neither': ['res.read-contents'],
  'res.read--base64': ['res.read-base64'],
  'res.read--uri': ['res.read-uri'],
  'res.not-found': ['res.not-found', 'res.not-found-error'],
  'res.not-found--code': ['res.not-found', 'res.not-found-code'],
  'res.not-found--data': ['res.not-found-data'],
  'prompt.get--missing-argument': ['prompt.missing-argument'],
  'prompt.get--role': ['prompt.roles'],
  'prompt.get--content': ['prompt.content'],
  'icons--sizes': ['icons.shape'],
  'tasks--word': ['tasks.support-word'],
  'tasks--list': ['tasks.list-removed'],
  'tasks--capability': ['tasks.list'],
};

/** What only two readers with different rights see: one token and none is all a run has. */
const LEFT_OPEN: readonly SwitchId[] = ['cache.public-private'];

/** One page, so that the order turns round between two lists and never within one; and slow, but within every other limit. */
const OPTIONS: Readonly<Partial<Record<SwitchId, ConformanceRun['options']>>> = {
  'list.deterministic': { pageSize: 100 },
  'list.latency-size--slow': { pageSize: 100, slowMs: 2_700 },
};

const mine = Object.entries(SWITCHES).filter(
  ([id, { transports, needs }]) =>
    /^(?:cap|list|cache|tool|res\.(?:uri|read-|read$|not-found|traversal)|prompt|icons|tasks)/.test(id) &&
    transports.includes('http') &&
    needs?.includes('calls') !== true &&
    !LEFT_OPEN.includes(id as SwitchId),
) as [SwitchId, (typeof SWITCHES)[SwitchId]][];

function runFor(id: SwitchId): ConformanceRun {
  const { eras } = SWITCHES[id];
  const isSlow = id === 'list.latency-size--slow';
  return {
    transport: 'http',
    options: { era: isSlow ? 'legacy' : eras === 'both' ? 'dual' : eras, breaks: [id], ...OPTIONS[id] },
    checks: isSlow ? CAPABILITY_CHECKS : CHECKS,
  };
}

// Most of a run is waiting for what must not come, so that many go side by side.
describe.concurrent('capability and content checks', () => {
  it.each(['dual', 'legacy'] as const)(
    'find nothing wrong with a good %s server over HTTP',
    async (era) => {
      const { checks } = await verifyConformance({ transport: 'http', options: { era }, checks: CHECKS });
      expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
    },
    60_000,
  );

  it('find nothing wrong with a good server over the old event stream', { timeout: 60_000 }, async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'sse', options: { era: 'legacy' }, checks: CHECKS }))).toEqual([]);
  });

  it('find nothing wrong with a good dual server over stdio', { timeout: 120_000 }, async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'stdio', options: { era: 'dual' }, checks: CHECKS }))).toEqual([]);
  });

  it('warn of a server with more tools than clients take', { timeout: 60_000 }, async () => {
    const run = await verifyConformance({ transport: 'http', options: { era: 'legacy', tools: 140 }, checks: CAPABILITY_CHECKS });
    expect(idsAgainst(run)).toEqual(['list.count']);
  });

  it.each(mine)('%s trips its own check and no other', { timeout: 60_000 }, async (id, { check, eras }) => {
    const against = idsAgainst(await verifyConformance(runFor(id))).filter((one) => eras !== 'modern' || one !== 'ver.client-match');
    expect(against).toEqual(EXPECTED[id] ?? [check]);
  });
});
