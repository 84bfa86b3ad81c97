import type { CheckResult } from '../model/index.ts';
import {
  commandOf,
  countWords,
  groupBy,
  groupClients,
  isKnown,
  OUTLOOKS,
  outlookReasons,
  specUrl,
  subjectWords,
  withStatus,
  type AnyCheckReport,
} from './check-words.ts';
import { code, codeCell, fence, prose, proseCell } from './markdown-words.ts';
import { cut, show, showLine } from './show.ts';
import { evidenceWords } from './text/server-block.ts';

const QUOTE_LIMIT = 1500;
/** GitHub takes comments of 65,536 characters; failures and warnings may fill most of it. */
const PROBLEMS_LIMIT = 45_000;

type Say = (text: string) => string;

/** A check report for a comment, an issue or a job summary. Bounded in length: beyond it, problems are listed by id. */
export function renderCheckMarkdown(report: AnyCheckReport, home: string): string {
  const say: Say = (text) => showLine(text, home);
  const counts = countWords(report).map(([, words]) => words);
  const problems = [...withStatus(report, 'fail'), ...withStatus(report, 'warn')].filter((check) => !isKnown(report, check));
  return `${[
    `### mcp-medic ${commandOf(report)}: ${counts.join(', ')}`,
    '',
    `${code(say(report.target))} ${prose(say(subjectWords(report)))}, ${(report.durationMs / 1000).toFixed(1)} s, mcp-medic ${prose(say(report.version))}, ${prose(say(report.startedAt))}`,
    ...renderProblems(problems, home),
    ...renderBaseline(report, say),
    ...renderClients(report, say),
    ...renderRest(report, say),
  ].join('\n')}\n`;
}

function renderProblems(problems: readonly CheckResult[], home: string): readonly string[] {
  const blocks: string[] = [];
  let length = 0;
  for (const check of problems) {
    const block = renderProblem(check, home).join('\n');
    length += block.length;
    if (length > PROBLEMS_LIMIT) break;
    blocks.push(block);
  }
  const left = problems.slice(blocks.length);
  const ids = left.slice(0, 100).map(({ id }) => code(showLine(cut(id, 80), home)));
  return left.length === 0 ? blocks : [...blocks, '', `And ${left.length} more: ${ids.join(', ')}${left.length > ids.length ? ' …' : ''}`];
}

function renderProblem(check: CheckResult, home: string): readonly string[] {
  const say: Say = (text) => showLine(cut(text, QUOTE_LIMIT), home);
  const evidence = check.evidence.slice(0, 6).map((item) => {
    const quote = item.quote === undefined ? {} : { quote: cut(item.quote, QUOTE_LIMIT) };
    return cut(show(evidenceWords({ ...item, ...quote }), home), QUOTE_LIMIT * 2);
  });
  const url = check.spec === undefined ? undefined : specUrl(check.spec);
  const spec = check.spec === undefined ? '' : ` · ${url === undefined ? prose(say(check.spec)) : `[${prose(say(check.spec))}](${url})`}`;
  return [
    '',
    `#### ${check.status === 'fail' ? 'FAIL' : 'warn'}: ${prose(say(check.title))}`,
    '',
    `${code(say(check.id))} · ${check.level}${spec}`,
    ...(check.reason === undefined ? [] : ['', prose(say(check.reason))]),
    ...(evidence.length === 0 ? [] : ['', fence(evidence.join('\n'))]),
    ...(check.fix === undefined ? [] : ['', `Fix: ${prose(say(check.fix))}`]),
  ];
}

function renderBaseline({ baseline }: AnyCheckReport, say: Say): readonly string[] {
  if (baseline === undefined) return [];
  const file = code(say(baseline.file ?? 'baseline'));
  if (baseline.otherTarget !== undefined) return ['', `Nothing counts as known: ${file} was written for ${code(say(baseline.otherTarget))}.`];
  const lines = [
    ...baseline.passing.map(({ check }) => `- **${code(say(check))} passes now**, but ${file} lists it as a known failure: take it out of the list.`),
    ...baseline.known.map(({ check, reason }) => `- ${code(say(check))}, known${reason === undefined ? '' : `: ${prose(say(reason))}`}`),
    ...baseline.undecided.map(({ check }) => `- ${code(say(check))}, listed, but not decided by this run`),
  ];
  return lines.length === 0 ? [] : ['', `#### Known failures, listed in ${file}`, '', ...lines];
}

function renderClients({ clients = [] }: AnyCheckReport, say: Say): readonly string[] {
  if (clients.length === 0) return [];
  const rows = OUTLOOKS.flatMap(([outlook, words]) =>
    groupClients(clients.filter((client) => client.outlook === outlook)).map((group) => {
      const names = group.map(({ name }) => say(name)).join(', ');
      return `| ${proseCell(names)} | ${words} | ${group[0] === undefined ? '' : proseCell(cut(say(outlookReasons(group[0])), QUOTE_LIMIT))} |`;
    }),
  );
  return ['', '#### What each client will do', '', '| client | | why |', '| --- | --- | --- |', ...rows];
}

function renderRest(report: AnyCheckReport, say: Say): readonly string[] {
  const undecided = (['not-tested', 'not-applicable'] as const).flatMap((status) =>
    [...groupBy(withStatus(report, status), ({ reason }) => reason ?? 'no reason was given')].map(
      ([reason, checks]) =>
        `| ${status === 'not-tested' ? 'not tested' : 'not applicable'} | ${checks.length} | ${proseCell(cut(say(reason), 300))} | ${codeCell(cut(checks.map(({ id }) => say(id)).join(' '), 600))} |`,
    ),
  );
  const passed = [...groupBy(withStatus(report, 'pass'), ({ group }) => group)].map(([group, checks]) => `${prose(say(group))} ${checks.length}`);
  return [
    ...(undecided.length === 0
      ? []
      : [
          '',
          '<details><summary>Not tested, not applicable</summary>',
          '',
          '| | | why | checks |',
          '| --- | --- | --- | --- |',
          ...undecided,
          '',
          '</details>',
        ]),
    ...(passed.length === 0 ? [] : ['', `Passed: ${passed.join(', ')}`]),
  ];
}
