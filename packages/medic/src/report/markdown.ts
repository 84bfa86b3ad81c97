import type { Diagnosis, DoctorResult, FixStep, ServerResult } from '../model/index.ts';
import { quoteWord } from '../text/safe-text.ts';
import { code, codeCell, fence, prose, proseCell } from './markdown-words.ts';
import { show } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

/** The result for pasting into an issue: versions, each failing server with its evidence, healthy ones by name. */
export function renderMarkdown(result: DoctorResult, home: string): string {
  const { host, summary, servers } = result;
  const say = (text: string): string => show(text, home);
  const bad = servers.filter(({ verdict }) => verdict === 'failing' || verdict === 'degraded');
  const rest = servers.filter((server) => !bad.includes(server));
  return [
    `### mcp-medic ${result.version}: ${summary.failing} failing, ${summary.degraded} degraded, ${summary.healthy} healthy, ${summary.notChecked} not checked`,
    '',
    `${host.platform} ${host.arch}, Node ${host.node}, ${result.startedAt}`,
    '',
    ...result.configs.flatMap(({ path, findings }) =>
      findings.map((finding) => `- ${code(say(path))}: **${finding.severity}** ${prose(say(finding.message))}`),
    ),
    ...bad.flatMap((server) => renderServer(server, say)),
    ...(rest.length === 0 ? [] : ['', '| server | client | verdict | |', '| --- | --- | --- | --- |', ...rest.map((server) => row(server, say))]),
    '',
  ].join('\n');
}

function renderServer(server: ServerResult, say: (text: string) => string): readonly string[] {
  const head = ['', `#### ${code(say(server.name))} in ${server.client} (${server.scope}, ${server.transport}): ${server.verdict}`, ''];
  return server.diagnosis === undefined ? head : [...head, ...renderDiagnosis(server.diagnosis, say)];
}

function renderDiagnosis(diagnosis: Diagnosis, say: (text: string) => string): readonly string[] {
  return [
    `**${prose(say(diagnosis.title))}** (${diagnosis.cause}, ${diagnosis.confidence})`,
    '',
    prose(say(diagnosis.why)),
    '',
    fence(diagnosis.evidence.map((item, index) => `${index + 1}. ${say(evidenceWords(item))}`).join('\n')),
    ...diagnosis.fixes.flatMap((fix) => [
      '',
      `Fix: ${prose(say(fix.title))}${fix.proof === 'proven' ? ` (proven: ${prose(say(fix.proofDetail ?? ''))})` : ''}`,
      ...fix.steps.flatMap((step) => renderStep(step, say)),
    ]),
  ];
}

function renderStep(step: FixStep, say: (text: string) => string): readonly string[] {
  if (step.do === 'run') return ['', fence(say(step.command.map(quoteWord).join(' ')), 'sh')];
  if (step.do === 'tell') return ['', prose(say(step.text))];
  return ['', fence(say(step.diff), 'diff')];
}

function row(server: ServerResult, say: (text: string) => string): string {
  const remark = server.reason ?? (server.connection === undefined ? '' : `${server.connection.protocolVersion}, ${server.connection.tools ?? 0} tools`);
  return `| ${codeCell(say(server.name))} | ${server.client} | ${server.verdict} | ${proseCell(say(remark))} |`;
}
