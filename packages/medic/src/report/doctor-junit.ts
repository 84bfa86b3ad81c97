import type { ConfigFileResult, Diagnosis, DoctorResult, Finding, ServerResult } from '../model/index.ts';
import { groupBy } from './check-words.ts';
import { renderJunit, type JunitCase } from './junit.ts';
import { show } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

/** A doctor's result as JUnit XML: one suite per client, one case per server, and one per config file with a finding. */
export function renderDoctorJunit(result: DoctorResult, home: string): string {
  const files = result.configs.filter(({ findings }) => findings.some(({ severity }) => severity !== 'hint'));
  const suites = [...groupBy<ConfigFileResult | ServerResult>([...files, ...result.servers], ({ client }) => client)].map(([client, all]) => ({
    name: client,
    cases: all.map((one) => ('path' in one ? fileCase(one, home) : serverCase(one, home))),
  }));
  return renderJunit('mcp-medic doctor', result.startedAt, suites);
}

function fileCase({ client, path, findings }: ConfigFileResult, home: string): JunitCase {
  const base = { name: `config file ${show(path, home)}`, className: `mcp-medic.doctor.${client}`, ms: 0 };
  const [worst] = findings.filter(({ severity }) => severity === 'blocks');
  const text = show(findings.map(describeFinding).join('\n'), home);
  return worst === undefined ? { ...base, note: text } : { ...base, failure: { message: show(worst.message, home), type: worst.rule, text } };
}

function serverCase(server: ServerResult, home: string): JunitCase {
  const { client, name, scope, verdict, diagnosis, reason, findings, connection } = server;
  const base = {
    name: `${show(name, home)} (${scope === '' ? server.transport : scope})`,
    className: `mcp-medic.doctor.${client}`,
    ms: connection?.phasesMs['total'] ?? 0,
  };
  const notes = [...(diagnosis === undefined ? [] : [describeDiagnosis(diagnosis)]), ...findings.map(describeFinding)];
  const text = show(notes.join('\n'), home);
  if (verdict === 'failing')
    return { ...base, failure: { message: show(diagnosis?.title ?? reason ?? 'failing', home), type: diagnosis?.cause ?? 'failing', text } };
  if (verdict === 'not-checked') return { ...base, skipped: show(reason ?? 'not checked', home) };
  return text === '' ? base : { ...base, note: text };
}

function describeDiagnosis({ title, why, evidence, fixes, cause, confidence }: Diagnosis): string {
  return [title, why, ...evidence.map(evidenceWords), ...fixes.map((fix) => `Fix: ${fix.title}`), `Cause: ${cause} (${confidence})`].join('\n');
}

function describeFinding({ severity, rule, message, evidence, fixes = [] }: Finding): string {
  return [`${severity}: ${message} (${rule})`, ...evidence.map(evidenceWords), ...fixes.map((fix) => `Fix: ${fix.title}`)].join('\n');
}
