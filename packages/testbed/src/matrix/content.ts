import { CAPABILITY_CHECKS } from '../../../medic/src/rules/protocol/capability/index.ts';
import { CONTENT_CHECKS } from '../../../medic/src/rules/protocol/content/index.ts';
import type { AnyCheck } from '../../../medic/src/model/verify/index.ts';
import { TOKENS } from '../conformance/auth/tokens.ts';
import type { SwitchId } from '../conformance/switches.ts';
import type { ConformanceRun } from '../verify-conformance.ts';
import { rowsOf, type Matrix, type Row } from './row.ts';
import { CHECKS as VERSION_CHECKS } from './version.ts';

const CHECKS: readonly AnyCheck[] = [...VERSION_CHECKS, ...CAPABILITY_CHECKS, ...CONTENT_CHECKS];

const EXPECTED: Matrix['expected'] = {
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
  'cap.log-gated--undeclared': ['cap.logging-undeclared', 'cap.log-undeclared'],
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

/** One page where the order or what is left out must not look like a fault of the paging; and slow, but within every other limit. */
const OPTIONS: Readonly<Partial<Record<SwitchId, ConformanceRun['options']>>> = {
  'list.deterministic': { pageSize: 100 },
  'cache.public-private': { era: 'modern', auth: 'bearer', pageSize: 100 },
  'list.same-everywhere': { pageSize: 100 },
  'list.latency-size--slow': { era: 'legacy', pageSize: 100, slowMs: 2_700 },
};

export const CONTENT_ROWS: readonly Row[] = [
  ...rowsOf({
    includes: /^(?:cap|list|cache|tool|res\.(?:uri|template|read|not-found|traversal|progress)|prompt|icons|tasks|mrtr|hdr\.param|meta\.capability)/,
    expected: EXPECTED,
    runFor: (id, { transport, era, words }) => ({
      transport,
      allowsCalls: words.includes('calls'),
      options: { era, breaks: [id], ...OPTIONS[id] },
      checks:
        id === 'list.latency-size--slow' || transport === 'stdio'
          ? CAPABILITY_CHECKS
          : CHECKS.filter((check) => era !== 'modern' || check.id !== 'ver.client-match'),
      ...(id === 'cache.public-private' ? { headers: { Authorization: `Bearer ${TOKENS.full}` } } : {}),
    }),
  }),
  {
    name: 'more tools than clients take',
    run: { transport: 'http', options: { era: 'legacy', tools: 140 }, checks: CAPABILITY_CHECKS },
    expected: ['list.count'],
  },
];
