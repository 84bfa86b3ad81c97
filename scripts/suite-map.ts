// Which of our checks ask what a check of the official conformance suite (0.2.0-alpha.12) asks. Read by verify-suite.
export interface SuiteCheck {
  /** Our checks that see the same fault; empty when we have none on purpose. */
  readonly ours: readonly string[];
  /** It asks for a tool, prompt or resource that only a server written for the suite has, so a failure may say nothing of a server. */
  readonly fixtures?: true;
  /** Why we have no check. */
  readonly why?: string;
}

const NEEDS_CALL = 'it calls a tool of the suite and looks at what that very tool answers';
const TASKS = 'an extension of its own, driven through tools of the suite';

const FIXTURES = (why: string, ours: readonly string[] = []): SuiteCheck => ({ ours, fixtures: true, why });

/** By check id; a key that ends in `*` stands for all ids that begin so. The longest key wins. */
const MAP: Readonly<Record<string, SuiteCheck>> = {
  'wire-schema-valid': {
    ours: [
      'rpc.schema',
      'rpc.envelope',
      'ver.legacy-init',
      'ver.discover',
      'list.items',
      'cache.ttl',
      'cache.scope',
      'meta.resulttype',
      'ver.unsupported',
      'cap.listen-ack',
      'cap.listen-id',
      'cap.completion',
    ],
  },
  'server-initialize': { ours: ['ver.legacy-init'] },
  'server-session-id-visible-ascii': { ours: ['ht.session-ascii'] },
  'server-session-initialized-accepted': { ours: ['ht.notification-202'] },
  'server-session-delete-accepted': { ours: ['ht.delete'] },
  'server-session-terminated-returns-404': { ours: ['ht.session-terminated', 'ht.session-unknown'] },
  'logging-set-level': { ours: ['cap.logging'] },
  ping: { ours: ['rpc.ping'] },
  'completion-complete': FIXTURES('it completes a prompt of the suite; we complete those that are listed', ['cap.completion']),
  'tools-list': { ours: ['cap.declared-works', 'list.items', 'tool.description', 'tool.input-schema'] },
  'tools-list-deterministic-order': { ours: ['list.deterministic'] },
  'tools-name-format': { ours: ['tool.name', 'tool.name-length'] },
  'resources-list': { ours: ['cap.declared-works', 'list.items', 'res.uri'] },
  'prompts-list': { ours: ['cap.declared-works', 'list.items'] },
  'resources-read-text': FIXTURES('it reads a resource of the suite; we read those that are listed', ['res.read', 'res.read-contents']),
  'resources-read-binary': FIXTURES('it reads a resource of the suite; we read those that are listed', ['res.read', 'res.read-base64']),
  'resources-templates-read': FIXTURES('it fills a template of the suite', ['res.template']),
  'resources-subscribe': FIXTURES('it subscribes to a resource of the suite; we to a listed one', ['cap.subscribe']),
  'resources-unsubscribe': FIXTURES('it subscribes to a resource of the suite; we to a listed one', ['cap.subscribe']),
  'prompts-get-*': FIXTURES('it gets prompts of the suite; we get those that are listed', ['prompt.get', 'prompt.content', 'prompt.roles']),
  'localhost-host-rebinding-rejected': { ours: ['ht.origin', 'ht.origin-host'] },
  'localhost-host-valid-accepted': { ours: ['ht.origin-own', 'ht.origin-none'] },
  'server-accepts-multiple-post-streams': { ours: ['ht.parallel'] },
  'server-sse-streams-functional': { ours: ['ht.sse-parse'] },
  'incoming-*': FIXTURES(NEEDS_CALL),
  'server-sse-*': FIXTURES(NEEDS_CALL, ['ht.sse-priming', 'ht.sse-resume']),
  'tools-call-*': FIXTURES(NEEDS_CALL),
  'elicitation-*': FIXTURES(NEEDS_CALL),
  'json-schema-2020-12-*': FIXTURES('it looks at the schema of a tool of the suite; we look at those of all listed tools', [
    'tool.input-schema-valid',
    'tool.schema-dialect',
  ]),
  'tasks-*': FIXTURES(TASKS),
  'sep-2663-*': FIXTURES(TASKS),
  'sep-2640-*': FIXTURES('the skills extension'),
  'tasks-removed-tasks-list': { ours: ['tasks.list-removed'] },
  'sep-2322-*': FIXTURES('input_required results come from tools and prompts of the suite'),
  'sep-2164-no-empty-contents': { ours: ['res.not-found', 'res.not-found-error'] },
  'sep-2164-error-code': { ours: ['res.not-found-code'] },
  'sep-2164-data-uri': { ours: ['res.not-found-data'] },
  'sep-2549-ttl-non-negative': { ours: ['cache.ttl'] },
  'sep-2549-cache-scope-valid': { ours: ['cache.scope'] },
  'sep-2549-*': { ours: ['cache.ttl', 'cache.scope'] },
  'sep-2243-server-reject-invalid-headers': {
    ours: [
      'hdr.missing-version',
      'hdr.missing-method',
      'hdr.missing-name',
      'hdr.mismatch-version',
      'hdr.mismatch-method',
      'hdr.mismatch-name',
      'hdr.value-case',
    ],
  },
  'sep-2243-server-reject-error-code': {
    ours: [
      'hdr.missing-version',
      'hdr.missing-method',
      'hdr.missing-name',
      'hdr.mismatch-version',
      'hdr.mismatch-method',
      'hdr.mismatch-name',
      'hdr.value-case',
    ],
  },
  'sep-2243-server-accepts-whitespace-header-value': { ours: ['hdr.case-ows'] },
  'sep-2243-header-name-case-insensitive': { ours: ['hdr.case-ows'] },
  'sep-2243-server-*': FIXTURES('it calls a tool of the suite whose schema asks for Mcp-Param headers', ['hdr.base64', 'hdr.base64-malformed']),
  'sep-2575-request-meta-invalid-missing-meta': { ours: ['meta.missing-meta'] },
  'sep-2575-request-meta-invalid-missing-protocol-version': { ours: ['meta.missing-protocol-version'] },
  'sep-2575-request-meta-invalid-missing-client-capabilities': { ours: ['meta.missing-client-capabilities'] },
  'sep-2575-http-server-meta-invalid-400': { ours: ['meta.missing-meta', 'meta.missing-protocol-version', 'meta.missing-client-capabilities'] },
  'sep-2575-request-meta-client-info-optional': { ours: ['meta.clientinfo-optional'] },
  'sep-2575-server-implements-discover': { ours: ['ver.discover', 'ver.era'] },
  'sep-2575-server-identifies-in-result-meta': { ours: ['meta.serverinfo'] },
  'sep-2575-server-declares-prompts-in-discover': { ours: ['cap.declared-works', 'cap.undeclared-32601'] },
  'sep-2575-discover-capabilities-match-handlers': { ours: ['cap.declared-works', 'cap.undeclared-32601'] },
  'sep-2575-server-unsupported-version-error': { ours: ['ver.unsupported', 'ver.discover'] },
  'sep-2575-http-server-unsupported-version-400': { ours: ['ver.unsupported-http400', 'ver.unsupported'] },
  'sep-2575-http-server-header-mismatch-400': { ours: ['hdr.mismatch-version'] },
  'sep-2575-http-server-method-not-found-404': { ours: ['meta.unknown-method-404'] },
  'sep-2575-http-server-method-not-found-404-initialize': { ours: ['ver.init-on-modern-only'] },
  'sep-2575-http-server-method-not-found-404-ping': { ours: ['meta.removed-ping'] },
  'sep-2575-http-server-method-not-found-404-logging-setlevel': { ours: ['meta.removed-logging-setlevel'] },
  'sep-2575-http-server-method-not-found-404-resources-subscribe': { ours: ['meta.removed-resources-subscribe'] },
  'sep-2575-http-server-method-not-found-404-resources-unsubscribe': { ours: ['meta.removed-resources-unsubscribe'] },
  'sep-2575-http-server-error-jsonrpc-id': { ours: ['meta.error-id', 'rpc.envelope'] },
  'sep-2575-server-sends-subscription-ack': { ours: ['cap.listen-ack'] },
  'sep-2575-server-tags-subscription-id': { ours: ['cap.listen-id', 'cap.listen-ack'] },
  'sep-2575-server-honors-notification-filter': { ours: ['cap.listen-filter', 'cap.listen-ack'] },
  'sep-2575-server-sends-*': FIXTURES('it changes lists through tools of the suite', ['cap.listen-listchanged']),
  'sep-2575-http-server-no-independent-requests-on-stream': FIXTURES(NEEDS_CALL, ['ht.sse-no-request']),
  'sep-2575-missing-capability-http-400': FIXTURES(NEEDS_CALL),
  'sep-2575-server-rejects-undeclared-capability': FIXTURES(NEEDS_CALL),
  'sep-2575-server-no-log-without-loglevel': FIXTURES(NEEDS_CALL),
};

/** Undefined for a check we have never heard of: an upgrade of the suite brought it. */
export function findSuiteCheck(id: string): SuiteCheck | undefined {
  const keys = Object.keys(MAP).filter((key) => key === id || (key.endsWith('*') && id.startsWith(key.slice(0, -1))));
  const [best] = keys.toSorted((a, b) => b.length - a.length);
  return best === undefined ? undefined : MAP[best];
}

/** A server to compare on: our conformance server with these rules broken. */
export interface SuiteRun {
  readonly era: 'legacy' | 'modern' | 'dual';
  readonly breaks: readonly string[];
  /** Only these scenarios; absent: all that its revision requires. */
  readonly scenarios?: readonly string[];
}

export const RUNS: readonly SuiteRun[] = [
  { era: 'legacy', breaks: [] },
  { era: 'modern', breaks: [] },
  { era: 'dual', breaks: [] },
  { era: 'legacy', breaks: ['ht.origin', 'ht.origin--host'], scenarios: ['dns-rebinding-protection'] },
  { era: 'legacy', breaks: ['ht.session-unknown--terminated'], scenarios: ['server-session-lifecycle'] },
  { era: 'legacy', breaks: ['ht.delete'], scenarios: ['server-session-lifecycle'] },
  { era: 'legacy', breaks: ['ht.session-ascii'], scenarios: ['server-initialize'] },
  { era: 'legacy', breaks: ['ver.legacy-init--no-capabilities'], scenarios: ['server-initialize'] },
  { era: 'legacy', breaks: ['ver.legacy-init--no-version'], scenarios: ['server-initialize'] },
  { era: 'legacy', breaks: ['cap.logging'], scenarios: ['logging-set-level'] },
  { era: 'legacy', breaks: ['tool.name'], scenarios: ['tools-list'] },
  { era: 'legacy', breaks: ['cap.declared-works'], scenarios: ['prompts-list'] },
  { era: 'modern', breaks: ['ver.unsupported'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['ver.unsupported--accepted'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['ver.unsupported-http400'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['ver.discover--no-versions'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['hdr.mismatch--version'], scenarios: ['server-stateless', 'http-header-validation'] },
  { era: 'modern', breaks: ['hdr.mismatch--method', 'hdr.mismatch--name'], scenarios: ['http-header-validation'] },
  { era: 'modern', breaks: ['hdr.mismatch--code'], scenarios: ['http-header-validation', 'server-stateless'] },
  { era: 'modern', breaks: ['hdr.missing--method', 'hdr.missing--name'], scenarios: ['http-header-validation'] },
  { era: 'modern', breaks: ['hdr.case-ows'], scenarios: ['http-header-validation'] },
  { era: 'modern', breaks: ['meta.missing--meta'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['cap.listen-ack'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['cap.listen-ack--id'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['cap.listen-filter'], scenarios: ['server-stateless'] },
  { era: 'modern', breaks: ['cache.hints--no-ttl'], scenarios: ['caching'] },
  { era: 'modern', breaks: ['cache.hints--negative'], scenarios: ['caching'] },
  { era: 'modern', breaks: ['cache.hints--scope-word'], scenarios: ['caching'] },
  { era: 'modern', breaks: ['list.deterministic'], scenarios: ['tools-list'] },
];
