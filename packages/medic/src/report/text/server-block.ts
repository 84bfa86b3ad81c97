import type { ConfigFileResult, Diagnosis, EvidenceItem, Finding, Fix, FixStep, ServerResult } from '../../model/index.ts';
import { quoteWord } from '../../text/safe-text.ts';
import { show } from '../show.ts';
import { changedLines } from './diff-lines.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

const INDENT = '      ';
const LABEL_WIDTH = 8;
/** Somebody who sees an error in the client, and no fault here, needs to know why. */
const LOG_DISAGREES = 'log-disagrees';
const VERDICT_WORDS = { healthy: 'ok  ', failing: 'FAIL', degraded: 'warn', 'not-checked': 'skip' } as const;

/** One server: a single line when healthy, headline, cause, evidence and fix when not. */
export function renderServer(server: ServerResult, options: TextOptions): readonly string[] {
  const lines = [headLine(server, options)];
  if (isToldAtFile(server, options))
    return [...lines, ...wrap(`Not loaded: see ${show(server.configPath ?? '', options.home)} (${server.diagnosis?.cause ?? ''}).`, options.columns, INDENT)];
  if (server.verdict === 'not-checked' && server.reason !== undefined) lines.push(...wrap(show(server.reason, options.home), options.columns, INDENT));
  if (server.diagnosis !== undefined) lines.push(...renderDiagnosis(server.diagnosis, options));
  if (server.alternatives !== undefined && server.alternatives.length > 0) lines.push(...renderAlternatives(server.alternatives, options));
  const findings = server.findings.filter(({ severity, rule }) => options.all || severity !== 'hint' || rule === LOG_DISAGREES);
  for (const finding of findings) lines.push(...renderFinding(finding, options));
  if (server.steps !== undefined) lines.push(...renderSteps(server, options));
  return lines;
}

/** Faults of a whole file stand at the file; repeating them at each of its servers would bury the one repair. */
function isToldAtFile({ diagnosis, configPath }: ServerResult, { faultyFiles }: TextOptions): boolean {
  return diagnosis?.layer === 'config' && configPath !== undefined && faultyFiles?.has(`${diagnosis.cause} ${configPath}`) === true;
}

/** What `TextOptions.faultyFiles` holds: cause and path of each fault that blocks a whole file. */
export function listFaultyFiles(configs: readonly ConfigFileResult[]): ReadonlySet<string> {
  return new Set(configs.flatMap(({ path, findings }) => findings.filter(({ severity }) => severity === 'blocks').map(({ rule }) => `${rule} ${path}`)));
}

function headLine(server: ServerResult, { style, home }: TextOptions): string {
  const paint = { healthy: style.good, failing: style.bad, degraded: style.warn, 'not-checked': style.dim }[server.verdict];
  const where = server.scope === '' ? server.client : `${server.client}, ${server.scope}`;
  return `${paint(VERDICT_WORDS[server.verdict])}  ${style.strong(show(server.name, home))} ${style.dim(`(${where})`)}${connectionWords(server)}`;
}

function connectionWords({ connection, transport }: ServerResult): string {
  if (connection === undefined) return '';
  const tools = connection.tools === undefined ? '' : `, ${connection.tools} tools`;
  const total = connection.phasesMs['total'];
  return `  ${transport} ${connection.protocolVersion}${tools}${total === undefined ? '' : `, ${Math.round(total)} ms`}`;
}

function renderDiagnosis(diagnosis: Diagnosis, options: TextOptions): readonly string[] {
  const { columns, style, home } = options;
  const lines = [...wrap(show(diagnosis.title, home), columns, INDENT).map(style.strong), ...wrap(show(diagnosis.why, home), columns, INDENT)];
  diagnosis.evidence.forEach((item, index) => lines.push(...labelled(index === 0 ? 'Seen' : '', evidenceWords(item), options)));
  diagnosis.fixes.forEach((fix, index) => lines.push(...renderFix(fix, index === 0 ? 'Do this' : 'Or', options)));
  if (diagnosis.decisive !== undefined) lines.push(...labelled('Settle', diagnosis.decisive, options));
  lines.push(...labelled('Cause', `${diagnosis.cause} (${diagnosis.confidence})`, options).map(style.dim));
  return lines;
}

function renderAlternatives(alternatives: readonly Diagnosis[], options: TextOptions): readonly string[] {
  return alternatives.flatMap((other) =>
    labelled(
      'Or else',
      `${other.title} (${other.cause}, ${other.confidence})${other.decisive === undefined ? '' : `; settle it with: ${other.decisive}`}`,
      options,
    ),
  );
}

/** `what: quote   (where)`; a quote of several lines keeps its lines. */
export function evidenceWords({ what, where, quote }: EvidenceItem): string {
  const place = where === undefined ? '' : ` (${where})`;
  if (quote === undefined) return `${what}${place}`;
  return quote.includes('\n') ? `${what}${place}:\n${quote}` : `${what}${place}: ${quote}`;
}

/** A fix with its steps, under a label. */
export function renderFix(fix: Fix, label: string, options: TextOptions): readonly string[] {
  const detail = fix.proofDetail === undefined ? '' : `: ${fix.proofDetail}`;
  const proof = fix.proof === 'not-tried' ? '' : ` (${fix.proof}${detail})`;
  return [...labelled(label, `${fix.title}${proof}`, options), ...fix.steps.flatMap((step) => renderStep(step, fix.title, options))];
}

function renderStep(step: FixStep, title: string, options: TextOptions): readonly string[] {
  const { style, home } = options;
  const pad = INDENT + ' '.repeat(LABEL_WIDTH);
  if (step.do === 'run') return [`${pad}$ ${show(step.command.map(quoteWord).join(' '), home)}`];
  if (step.do === 'tell') return step.text === title ? [] : wrap(show(step.text, home), options.columns, pad);
  const changes = changedLines(step.diff).map((line) => `${pad}${(line.startsWith('+') ? style.good : style.bad)(show(line, home))}`);
  return [`${pad}in ${show(step.file, home)}:`, ...changes];
}

/** A finding on one server or file: severity, rule, message, first piece of evidence. */
export function renderFinding(finding: Finding, options: TextOptions): readonly string[] {
  const { home } = options;
  const lines = [...labelled(finding.severity, show(finding.message, home), options)];
  for (const item of finding.evidence) lines.push(...wrap(show(evidenceWords(item), home), options.columns, INDENT + ' '.repeat(LABEL_WIDTH)));
  for (const fix of finding.fixes ?? []) lines.push(...renderFix(fix, 'Do this', options));
  return lines;
}

function renderSteps({ steps = [] }: ServerResult, options: TextOptions): readonly string[] {
  const words = { ok: 'ok', problem: 'PROBLEM', 'not-needed': 'not needed', 'not-possible': 'not possible' } as const;
  return steps.flatMap(({ step, title, outcome, detail }) =>
    wrap(`${title}: ${words[outcome]} · ${show(detail, options.home)}`, options.columns, `${INDENT}    `, `${INDENT}${String(step).padStart(2)}  `),
  );
}

/** Text beside a label; further lines are indented below it. */
export function labelled(label: string, text: string, { columns, home }: TextOptions): readonly string[] {
  return wrap(show(text, home), columns, INDENT + ' '.repeat(LABEL_WIDTH), INDENT + label.padEnd(LABEL_WIDTH));
}
