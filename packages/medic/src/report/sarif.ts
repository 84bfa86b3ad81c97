import { createHash } from 'node:crypto';
import { safeJson } from '../text/safe-text.ts';
import type { Finding } from '../model/index.ts';

/** What a SARIF document of ours is made of; the field names are those of SARIF 2.1.0. */
export interface SarifRun {
  readonly command: 'verify' | 'preflight' | 'doctor';
  readonly version: string;
  readonly startedAt: string;
  readonly durationMs: number;
  /** Tells runs on different targets apart. */
  readonly category: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  /** What was left out, and why. */
  readonly notes?: readonly string[];
  readonly uriBases?: Readonly<Record<string, { readonly description: { readonly text: string } }>>;
}

export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly helpUri?: string;
  readonly tags: readonly string[];
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly text: string;
  readonly physical?: { readonly uri: string; readonly uriBaseId?: string; readonly line?: number };
  /** Full name of what the result is about: a target, or `client/server`. */
  readonly logical: string;
  readonly fingerprint: readonly string[];
  readonly baselineState?: 'new' | 'unchanged';
  /** Why it is tolerated; absent when it is not. */
  readonly suppressed?: string;
}

/** The fixed address of the SARIF 2.1.0 schema. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A SARIF 2.1.0 document with one run. Texts are plain: no Markdown, so that nothing foreign becomes a link or an image. */
export function renderSarif(run: SarifRun): string {
  const ended = new Date(Date.parse(run.startedAt) + run.durationMs).toISOString();
  const order = new Map(run.rules.map(({ id }, index) => [id, index]));
  const document = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mcp-medic', version: run.version, rules: run.rules.map(toRule) } },
        automationDetails: { id: `mcp-medic/${run.command}/${plain(run.category)}/` },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: run.startedAt,
            endTimeUtc: ended,
            ...(run.notes === undefined || run.notes.length === 0
              ? {}
              : { toolExecutionNotifications: run.notes.map((note) => ({ level: 'note', message: { text: plain(note) } })) }),
          },
        ],
        ...(run.uriBases === undefined ? {} : { originalUriBaseIds: run.uriBases }),
        columnKind: 'utf16CodeUnits',
        results: run.results.map((result) => toResult(result, order.get(result.ruleId) ?? -1)),
      },
    ],
  };
  return `${safeJson(JSON.stringify(document, undefined, 2))}\n`;
}

/** The level of a doctor's finding. */
export function levelOf(severity: Finding['severity']): SarifLevel {
  return ({ blocks: 'error', degrades: 'warning', risk: 'warning', hint: 'note' } as const)[severity];
}

function toRule({ id, title, help, helpUri, tags }: SarifRule): object {
  return {
    id,
    shortDescription: { text: plain(title) },
    fullDescription: { text: plain(title) },
    help: { text: plain(help) },
    ...(helpUri === undefined ? {} : { helpUri }),
    properties: { tags: tags.map(plain) },
  };
}

function toResult(result: SarifResult, ruleIndex: number): object {
  const { ruleId, level, text, physical, logical, fingerprint, baselineState, suppressed } = result;
  const base = physical?.uriBaseId === undefined ? {} : { uriBaseId: physical.uriBaseId };
  const place =
    physical === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: physical.uri, ...base }, region: { startLine: Math.max(1, physical.line ?? 1) } } };
  return {
    ruleId,
    ruleIndex,
    level,
    message: { text: plain(text) },
    locations: [{ ...place, logicalLocations: [{ fullyQualifiedName: plain(logical), kind: 'resource' }] }],
    partialFingerprints: { 'mcpMedic/v1': createHash('sha256').update(JSON.stringify(fingerprint)).digest('hex').slice(0, 32) },
    ...(baselineState === undefined ? {} : { baselineState }),
    ...(suppressed === undefined ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(suppressed) }] }),
  };
}

/** SARIF reads `[text](target)` as a link and `{0}` as a placeholder even in plain text (2.1.0, 3.11.5 and 3.11.6). */
function plain(text: string): string {
  return text.replaceAll('](', '] (').replaceAll(/\{(\d+)\}/g, '{{$1}}');
}
