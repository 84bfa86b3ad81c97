import { clientFacts } from '../collect/client-facts.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { DraftDiagnosis } from '../diagnose/draft.ts';
import { decideVerdict } from '../diagnose/verdict.ts';
import type {
  ClientDefinition,
  ConfigFileFacts,
  ConfigFileResult,
  ConnectionResult,
  Diagnosis,
  Evidence,
  Finding,
  Fix,
  FixDraft,
  Hit,
  HostFacts,
  Redactor,
  ServerResult,
  Transport,
} from '../model/index.ts';
import { judge } from '../rules/judge.ts';
import { renderFix, type FileSource, type OfferedFix } from '../treat/render-fix.ts';
import { compareWithLog } from './compare-log.ts';
import { FILE_RULES, RULES } from './load-rules.ts';
import type { Ailment } from './prove.ts';
import { walkSteps } from './steps.ts';
import { valueOf } from './collected.ts';

export interface ConcludeOptions {
  readonly withSteps: boolean;
  readonly redactor: Redactor;
  /** Text of a config file, for showing edits; answers undefined when it cannot be read (replayed evidence). */
  readonly readConfig: FileSource;
  /** Tries fixes out and brings them into order; left out where nothing can be tried. */
  readonly treat?: (offers: readonly OfferedFix[], ailment: Ailment) => Promise<readonly OfferedFix[]>;
}

/** Evidence of one server in, verdict with at most one root cause out. Everything but reading a file for the diff is pure. */
export async function concludeServer(evidence: Evidence, options: ConcludeOptions): Promise<ServerResult> {
  const entry = valueOf(evidence, 'entry');
  if (entry === undefined) throw new Error('evidence without an entry cannot be concluded');
  const { hits, defects } = judge(RULES, evidence);
  const { diagnosis: draft, alternatives: others, findings: drafts } = diagnose(hits, evidence);
  const { verdict, reason } = decideVerdict(evidence, draft);
  const render = async <T extends { readonly drafts: readonly FixDraft[] }>({
    drafts: fixes,
    ...rest
  }: T): Promise<Omit<T, 'drafts'> & { fixes: readonly Fix[] }> => ({
    ...rest,
    fixes: await Promise.all(fixes.map((fix) => renderFix(fix, options.readConfig, options.redactor))),
  });
  const diagnosis = draft === undefined ? undefined : await renderRoot(draft, verdict, options);
  const alternatives = (await Promise.all((others ?? []).map(render))) as readonly Diagnosis[];
  const findings = await Promise.all(drafts.map(async (finding) => dropEmptyFixes(await render(finding))));
  const connection = connectionOf(evidence);
  const logWord = compareWithLog(evidence, verdict, draft);
  return {
    client: entry.client,
    scope: entry.scope,
    name: entry.name,
    ...(entry.file === '' ? {} : { configPath: entry.file, line: entry.line }),
    transport: shownTransport(evidence),
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(connection === undefined ? {} : { connection }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
    findings: [...findings, ...(logWord === undefined ? [] : [logWord]), ...defects.map(defectFinding)],
    ...(options.withSteps ? { steps: walkSteps(evidence, verdict, diagnosis, logWord) } : {}),
  };
}

async function renderRoot(
  { drafts, ...rest }: DraftDiagnosis,
  verdict: ServerResult['verdict'],
  { readConfig, redactor, treat }: ConcludeOptions,
): Promise<Diagnosis> {
  const offers = await Promise.all(drafts.map(async (draft): Promise<OfferedFix> => ({ draft, fix: await renderFix(draft, readConfig, redactor) })));
  const treated = (await treat?.(offers, { verdict, layer: rest.layer, cause: rest.cause })) ?? offers;
  return { ...rest, fixes: treated.map(({ fix }) => fix) };
}

/** What is to be said of a whole file, whatever its entries do. */
export async function concludeFile(
  file: ConfigFileFacts,
  host: HostFacts,
  definition: ClientDefinition,
  options: Omit<ConcludeOptions, 'withSteps'>,
): Promise<ConfigFileResult> {
  const { client, scope, path, state } = file;
  const evidence: Evidence = {
    host: { state: 'ok', value: host },
    client: { state: 'ok', value: clientFacts(definition) },
    file: { state: 'ok', value: file },
  };
  const { hits, defects } = judge(FILE_RULES, evidence);
  const findings = await Promise.all(
    hits.map(async ({ rule, hit }): Promise<Finding> => ({
      rule: rule.cause,
      severity: hit.severity ?? rule.severity,
      message: `${hit.title}. ${hit.why}`,
      evidence: hit.evidence,
      fixes: await renderFileFixes(hit, hit.severity ?? rule.severity, path, options),
    })),
  );
  return { client, scope, path, state, findings: [...findings.map(dropEmptyFixes), ...defects.map(defectFinding)] };
}

async function renderFileFixes(
  { fixes, title }: Hit,
  severity: Finding['severity'],
  path: string,
  { readConfig, redactor, treat }: Omit<ConcludeOptions, 'withSteps'>,
): Promise<readonly Fix[]> {
  const offers = await Promise.all(
    fixes.map(async (draft): Promise<OfferedFix> => ({ draft, fix: await renderFix(draft, (wanted) => readConfig(wanted ?? path), redactor) })),
  );
  const isWorthTrying = severity === 'blocks' || severity === 'degrades';
  return ((isWorthTrying ? await treat?.(offers, { verdict: 'failing', layer: 'config', title }) : undefined) ?? offers).map(({ fix }) => fix);
}

/** A rule that threw is our defect; it is named rather than hidden, and nothing else suffers. */
function defectFinding({ rule, message }: { readonly rule: string; readonly message: string }): Finding {
  return { rule, severity: 'hint', message: `mcp-medic's own rule "${rule}" failed; please report it`, evidence: [{ what: 'the defect', quote: message }] };
}

function dropEmptyFixes<T extends { readonly fixes?: readonly Fix[] }>(finding: T): T {
  if (finding.fixes === undefined || finding.fixes.length > 0) return finding;
  const { fixes: _, ...rest } = finding;
  return rest as T;
}

function connectionOf(evidence: Evidence): ConnectionResult | undefined {
  const session = valueOf(evidence, 'session');
  if (session?.outcome.kind !== 'connected') return undefined;
  const { era, protocolVersion, serverInfo, tools, atMs } = session.outcome;
  const other = valueOf(evidence, 'otherEra')?.outcome;
  const phases = session.transport === 'stdio' ? (session.attempts.at(-1)?.phasesMs ?? {}) : (session.exchanges[0]?.phasesMs ?? {});
  return {
    era: other?.kind === 'connected' && other.era !== era ? 'dual' : era,
    protocolVersion,
    ...(serverInfo === undefined ? {} : { serverInfo: { name: serverInfo.name, version: serverInfo.version } }),
    ...(tools === undefined ? {} : { tools }),
    phasesMs: { ...phases, total: atMs },
  };
}

function shownTransport(evidence: Evidence): Transport | 'unknown' {
  const session = valueOf(evidence, 'session');
  if (session !== undefined) return session.transport;
  const planned = valueOf(evidence, 'entry')?.effective.transport ?? 'unknown';
  return planned === 'http-then-sse' ? 'http' : planned;
}
