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
  'cap.log-gated--undeclared': ['cap.log-undeclared'],
  'tool.output-conforms--missing': ['tool.output-present'],
  'tool.content-types--base64': ['tool.content-base64'],
  'mrtr.shape--undeclared': ['mrtr.undeclared'],
  'mrtr.shape--state': ['mrtr.state'],
  'meta.capability-missing--no-data': ['meta.capability-missing-data'],
  'meta.capability-missing--http-200': ['meta.capability-missing-http400'],
  'hdr.param--missing': ['hdr.param-missing'],
  'hdr.param--absent-expected': ['hdr.param-absent'],
  'res.progress--token': ['res.progress-token'],
  'res.progress--after': ['res.progress-after'],
};

/**
 * What only two readers with different rights see: one token and none is all a run has. What shows when a tool changes something,
 * which is never called. And 2024-11-05, where no tool can say that it only reads.
 */
const LEFT_OPEN: readonly SwitchId[] = ['cache.public-private', 'cap.listen-filter--after-cancel', 'tool.content-types--too-new'];

/** One page, so that the order turns round between two lists and never within one; and slow, but within every other limit. */
const OPTIONS: Readonly<Partial<Record<SwitchId, ConformanceRun['options']>>> = {
  'list.deterministic': { pageSize: 100 },
  'list.latency-size--slow': { pageSize: 100, slowMs: 2_700 },
};

const MINE = /^(?:cap|list|cache|tool|res\.(?:uri|read-|read$|not-found|traversal|progress)|prompt|icons|tasks|mrtr|hdr\.param|meta\.capability)/;

const mine = Object.entries(SWITCHES).filter(
  ([id, { transports }]) => MINE.test(id) && (transports.includes('http') || transports.includes('sse')) && !LEFT_OPEN.includes(id as SwitchId),
) as [SwitchId, (typeof SWITCHES)[SwitchId]][];

function runFor(id: SwitchId): ConformanceRun {
  const { eras, transports, needs } = SWITCHES[id] as { readonly eras: string; readonly transports: readonly string[]; readonly needs?: readonly string[] };
  const transport = transports.includes('http') ? 'http' : 'sse';
  const isSlow = id === 'list.latency-size--slow';
  return {
    transport,
    allowsCalls: needs?.includes('calls') === true,
    options: { era: isSlow || transport === 'sse' ? 'legacy' : eras === 'both' ? 'dual' : (eras as 'modern'), breaks: [id], ...OPTIONS[id] },
    checks: isSlow ? CAPABILITY_CHECKS : CHECKS,
  };
}

// Most of a run is waiting for what must not come, so that many go side by side.
describe.concurrent('capability and content checks', () => {
  it.each(['dual', 'legacy'] as const)(
    'find nothing wrong with a good %s server over HTTP',
    async (era) => {
      const { checks } = await verifyConformance({ transport: 'http', options: { era }, checks: CHECKS, allowsCalls: true });
      expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      const open = checks.filter(({ id, status }) => /^(?:tool\.(?:output|content|bad)|mrtr|hdr\.param|meta\.capability)/.test(id) && status === 'not-tested');
      expect(open).toEqual([]);
    },
    60_000,
  );

  it('find nothing wrong with a good server over the old event stream', { timeout: 60_000 }, async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'sse', options: { era: 'legacy' }, checks: CHECKS }))).toEqual([]);
  });

  it('find nothing wrong with a good dual server over stdio', { timeout: 120_000 }, async () => {
    expect(idsAgainst(await verifyConformance({ transport: 'stdio', options: { era: 'dual' }, checks: CHECKS }))).toEqual([]);
  });

  it('call no tool unless that is allowed', { timeout: 60_000 }, async () => {
    const { checks, transcript } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: CONTENT_CHECKS });
    expect(checks.find(({ id }) => id === 'tool.output-conforms')).toMatchObject({ status: 'not-tested', reason: expect.stringContaining('--allow-calls') });
    const called = transcript.filter(({ dir, text }) => dir === 'sent' && text.includes('"tools/call"') && !text.includes('medic-no-such-tool'));
    expect(called).toEqual([]);
  });

  it('call only tools that say they only read', { timeout: 60_000 }, async () => {
    const { transcript } = await verifyConformance({ transport: 'http', options: { era: 'dual' }, checks: CONTENT_CHECKS, allowsCalls: true });
    expect(transcript.filter(({ dir, text }) => dir === 'sent' && text.includes('toggle_extra_tool'))).toEqual([]);
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
