import type { Diagnosis, DoctorResult, EvidenceItem, Finding, Fix } from '../model/index.ts';
import { locateFile, URI_BASES, type FileBases } from './file-uri.ts';
import { levelOf, renderSarif, type SarifLevel, type SarifResult } from './sarif.ts';
import { show } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

/** Where a finding stands and what it is about. */
interface Subject {
  readonly path?: string;
  readonly line?: number;
  readonly logical: string;
}

/** A doctor's result as SARIF 2.1.0: root causes and findings, at the config file and line they stand in. */
export function renderDoctorSarif(result: DoctorResult, bases: FileBases): string {
  const results = [
    ...result.configs.flatMap(({ client, path, findings }) => findings.map((finding) => fromFinding(finding, { path, logical: client }, bases))),
    ...result.servers.flatMap(({ client, name, configPath, line, verdict, diagnosis, findings }) => {
      const subject: Subject = {
        ...(configPath === undefined ? {} : { path: configPath }),
        ...(line === undefined ? {} : { line }),
        logical: `${client}/${name}`,
      };
      const cause = diagnosis === undefined ? [] : [fromDiagnosis(diagnosis, verdict === 'failing' ? 'error' : 'warning', subject, bases)];
      return [...cause, ...findings.map((finding) => fromFinding(finding, subject, bases))];
    }),
  ];
  return renderSarif({
    command: 'doctor',
    version: result.version,
    startedAt: result.startedAt,
    durationMs: result.durationMs,
    category: 'machine',
    rules: [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({
      id,
      title: id.replaceAll('-', ' '),
      help: `What it looks like, why it happens and how to repair it: mcp-medic explain --cause ${id}`,
      tags: ['connection'],
    })),
    results,
    notes: result.servers
      .filter(({ verdict }) => verdict === 'not-checked')
      .map(({ client, name, reason }) => show(`Not checked: ${client}/${name}: ${reason ?? 'no reason was given'}`, bases.home)),
    uriBases: URI_BASES,
  });
}

function fromDiagnosis({ cause, title, why, evidence, fixes }: Diagnosis, level: SarifLevel, subject: Subject, bases: FileBases): SarifResult {
  return toResult(cause, level, [title, why, ...evidence.map(evidenceWords), ...fixWords(fixes)], evidence, subject, bases);
}

function fromFinding({ rule, severity, message, evidence, fixes = [] }: Finding, subject: Subject, bases: FileBases): SarifResult {
  return toResult(rule, levelOf(severity), [message, ...evidence.map(evidenceWords), ...fixWords(fixes)], evidence, subject, bases);
}

function fixWords(fixes: readonly Fix[]): readonly string[] {
  return fixes.map(({ title, proof }) => `Fix: ${title}${proof === 'proven' ? ' (proven)' : ''}`);
}

function toResult(
  rule: string,
  level: SarifLevel,
  words: readonly string[],
  evidence: readonly EvidenceItem[],
  subject: Subject,
  bases: FileBases,
): SarifResult {
  const { path, logical } = subject;
  const line = path === undefined ? undefined : (findLine(path, evidence, bases.home) ?? subject.line);
  return {
    ruleId: rule,
    level,
    text: show(words.join('\n'), bases.home),
    ...(path === undefined ? {} : { physical: { ...locateFile(path, bases), ...(line === undefined ? {} : { line }) } }),
    logical: show(logical, bases.home),
    fingerprint: ['doctor', rule, logical, path === undefined ? '' : show(path, bases.home)],
  };
}

/** Evidence that names a line of the same file is more exact than the start of the entry. */
function findLine(path: string, evidence: readonly EvidenceItem[], home: string): number | undefined {
  const places = [path, show(path, home)];
  for (const { where = '' } of evidence) {
    const place = places.find((one) => where.startsWith(`${one}:`));
    const line = place === undefined ? undefined : /^:(\d{1,7})(?!\d)/.exec(where.slice(place.length))?.[1];
    if (line !== undefined && Number(line) > 0) return Number(line);
  }
  return undefined;
}
