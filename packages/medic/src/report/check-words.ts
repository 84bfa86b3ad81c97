import type { CheckReport, CheckResult, CheckStatus, ClientOutlook, TranscriptEntry } from '../model/index.ts';

/** What `verify` and `preflight` answer; only `verify` knows clients and a transcript. */
export type AnyCheckReport = CheckReport & {
  readonly revisions?: readonly string[];
  readonly clients?: readonly ClientOutlook[];
  readonly transcript?: readonly TranscriptEntry[];
};

const STATUS_WORDS: Readonly<Record<CheckStatus, string>> = {
  fail: 'fail',
  warn: 'warn',
  pass: 'pass',
  'not-applicable': 'not applicable',
  'not-tested': 'not tested',
};

export const OUTLOOKS: readonly (readonly [ClientOutlook['outlook'], string])[] = [
  ['fails', 'will fail'],
  ['loses-tools', 'will lose tools'],
  ['needs-login', 'needs a login'],
  ['unknown', 'not known'],
  ['connects', 'will connect'],
];

/** `verify` or `preflight`. */
export function commandOf({ schema }: Pick<CheckReport, 'schema'>): 'verify' | 'preflight' {
  return schema === 'mcp-medic/verify@1' ? 'verify' : 'preflight';
}

/** Checks of one outcome. */
export function withStatus({ checks }: Pick<CheckReport, 'checks'>, status: CheckStatus): readonly CheckResult[] {
  return checks.filter((check) => check.status === status);
}

/** Failures and warnings that a baseline lists. */
export function isKnown({ baseline }: CheckReport, { id }: CheckResult): boolean {
  return baseline?.known.some(({ check }) => check === id) === true;
}

/** Items by a key, in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** `2 fail`, `142 pass` …, what is zero left out unless it is the passes. */
export function countWords({ summary }: Pick<CheckReport, 'summary'>): readonly (readonly [CheckStatus, string])[] {
  const counts: readonly (readonly [CheckStatus, number])[] = [
    ['fail', summary.fail],
    ['warn', summary.warn],
    ['pass', summary.pass],
    ['not-applicable', summary.notApplicable],
    ['not-tested', summary.notTested],
  ];
  return counts.filter(([status, count]) => count > 0 || status === 'pass').map(([status, count]) => [status, `${count} ${STATUS_WORDS[status]}`]);
}

/** What was looked at: server, transport, era and revisions. */
export function subjectWords({ server, transport, era, revisions = [] }: AnyCheckReport): string {
  const eras = { legacy: 'legacy era', modern: 'modern era', dual: 'both eras', none: 'answered in neither protocol era' } as const;
  const name = server === undefined ? [] : [`${server.name} ${server.version}`.trim()];
  const over = transport === 'unknown' ? [] : [transport];
  return [...name, ...over, eras[era], ...(revisions.length === 0 ? [] : [revisions.join(', ')])].join(' · ');
}

/** The address of the page a check rests on, when it is a page of the MCP specification, an RFC or JSON-RPC. */
export function specUrl(spec: string): string | undefined {
  const page = /^(\d{4}-\d{2}-\d{2}) ([\w/.-]+)(#[\w.-]+)?/.exec(spec);
  if (page !== null) return `https://modelcontextprotocol.io/specification/${page[1]}/${page[2]}${page[3] ?? ''}`;
  const rfc = /^RFC ?(\d{3,5})(?: (?:section |§ ?)?(\d+(?:\.\d+)*))?/i.exec(spec);
  if (rfc !== null) return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${rfc[2] === undefined ? '' : `#section-${rfc[2]}`}`;
  return /^JSON-RPC\b/.test(spec) ? 'https://www.jsonrpc.org/specification' : undefined;
}

/** Clients of one outlook that share their reasons stand together; those without a reason come last. */
export function groupClients(clients: readonly ClientOutlook[]): readonly (readonly ClientOutlook[])[] {
  return [...groupBy(clients, ({ reasons, lostTools = [] }) => JSON.stringify([reasons, lostTools])).values()].toSorted(
    (a, b) => (b[0]?.reasons.length ?? 0) - (a[0]?.reasons.length ?? 0),
  );
}

/** Why, and which tools are lost: `reason; reason; without: a, b`. */
export function outlookReasons({ reasons, lostTools = [] }: ClientOutlook, toolLimit: number = 12): string {
  const more = lostTools.length > toolLimit ? ` and ${lostTools.length - toolLimit} more` : '';
  const lost = lostTools.length === 0 ? [] : [`without ${lostTools.slice(0, toolLimit).join(', ')}${more}`];
  return [...reasons.map((reason) => reason.replace(/\.$/, '')), ...lost].join('; ');
}
