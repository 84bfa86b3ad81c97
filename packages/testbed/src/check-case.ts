import type { ConfigFileResult, Finding, ServerResult } from '../../medic/src/model/index.ts';
import type { Case } from './case.ts';

/** What a run of one scene concluded, live or replayed. */
export interface Conclusion {
  readonly servers: readonly ServerResult[];
  readonly configs: readonly ConfigFileResult[];
}

/** What is wrong with the conclusion about the broken scene, in words; empty when it is the expected one. */
export function checkBroken({ expect }: Case, { servers, configs }: Conclusion): readonly string[] {
  if (expect.inFile === true) {
    const findings = configs.flatMap((config) => config.findings);
    const found = findings.find(({ rule }) => rule === expect.cause);
    return [
      ...(found === undefined ? [`no file is found to have ${expect.cause}, but ${listRules(findings)}`] : []),
      ...checkBlocks(findings, expect.cause, 'a file'),
    ];
  }
  const name = expect.server ?? 'demo';
  const server = servers.find((one) => one.name === name && one.diagnosis?.cause === expect.cause) ?? servers.find((one) => one.name === name);
  if (server === undefined) return [`there is no server "${name}", but ${servers.map((one) => one.name).join(', ')}`];
  const { diagnosis, alternatives = [], verdict, findings } = server;
  if (expect.finding !== undefined) return checkFinding(expect.cause, expect.finding, server, expect.verdict ?? 'healthy');
  const wanted = expect.verdict ?? 'failing';
  return [
    ...(diagnosis?.cause === expect.cause
      ? []
      : [`the cause is ${diagnosis?.cause ?? 'none'} (${diagnosis?.title ?? server.reason ?? 'no diagnosis'}), not ${expect.cause}`]),
    ...(alternatives.length === 0 ? [] : [`alternatives are left: ${alternatives.map(({ cause }) => cause).join(', ')}`]),
    ...(verdict === wanted ? [] : [`the verdict is ${verdict}, not ${wanted}`]),
    ...(diagnosis !== undefined && diagnosis.evidence.length === 0 ? ['the diagnosis quotes no evidence'] : []),
    ...(diagnosis !== undefined && diagnosis.fixes.length === 0 ? ['the diagnosis has no fix'] : []),
    ...checkBlocks(findings, undefined, name),
  ];
}

/** The same for the healthy twin: the expected verdict and no finding above a hint, in files and servers alike. */
export function checkHealthy({ expect }: Case, { servers, configs }: Conclusion): readonly string[] {
  const wanted = expect.healthyVerdict ?? 'healthy';
  const findings = [...servers, ...configs].flatMap((one) => one.findings).filter(({ severity }) => severity !== 'hint');
  return [
    ...(servers.length === 0 ? ['there is no server'] : []),
    ...servers.flatMap(({ name, verdict, diagnosis, reason }) =>
      verdict === wanted ? [] : [`"${name}" is ${verdict}, not ${wanted}: ${diagnosis?.cause ?? reason ?? ''} ${diagnosis?.why ?? ''}`],
    ),
    ...findings.map(({ rule, severity, message }) => `a finding remains: ${rule} (${severity}): ${message}`),
  ];
}

function checkFinding(cause: string, severity: string, { findings, verdict, diagnosis }: ServerResult, wanted: string): readonly string[] {
  return [
    ...(findings.some((finding) => finding.rule === cause && finding.severity === severity)
      ? []
      : [`there is no finding ${cause} (${severity}), but ${listRules(findings)}`]),
    ...(verdict === wanted ? [] : [`the verdict is ${verdict} (${diagnosis?.cause ?? 'no cause'}), not ${wanted}`]),
  ];
}

function checkBlocks(findings: readonly Finding[], except: string | undefined, where: string): readonly string[] {
  return findings
    .filter(({ severity, rule }) => severity === 'blocks' && rule !== except)
    .map(({ rule, message }) => `${where} has another blocking finding: ${rule}: ${message}`);
}

function listRules(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'nothing' : findings.map(({ rule }) => rule).join(', ');
}
