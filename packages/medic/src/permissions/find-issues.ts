import type { ExistingRule, PermissionFinding } from '../model/index.ts';
import { mayReach } from './match-rule.ts';
import { effective, isExact, matches, type PlannedTool, type PlanRequest } from './plan-rules.ts';
import type { ReadRule } from './read-rules.ts';
import { rawRuleNameOf, rulePrefixOf, wholeServerRules } from './rule-names.ts';

const DOES = { allow: 'allows', ask: 'asks about', deny: 'denies' } as const;

/** The rules that concern this server, each with the tools it matches now. */
export function listExisting(planned: readonly PlannedTool[], request: PlanRequest): readonly ExistingRule[] {
  return request.rules
    .filter((rule) => concerns(rule, planned, request))
    .map((rule) => ({
      decision: rule.decision,
      text: request.show(rule.text),
      file: rule.file,
      tools: toolsOf(rule, planned, request).map(({ row }) => row.name),
    }));
}

/** What is wrong with the rules that stand. `isWhole`: the list of tools is complete, so that a rule may be called stale. */
export function findIssues(planned: readonly PlannedTool[], request: PlanRequest, isWhole: boolean): readonly PermissionFinding[] {
  const ruleFindings = request.rules
    .filter((rule) => concerns(rule, planned, request))
    .flatMap((rule) => judgeRule(rule, toolsOf(rule, planned, request), planned, request, isWhole));
  return [...ruleFindings, ...planned.flatMap((one) => judgeTool(one, request))];
}

function judgeRule(
  rule: ReadRule,
  hit: readonly PlannedTool[],
  planned: readonly PlannedTool[],
  request: PlanRequest,
  isWhole: boolean,
): readonly PermissionFinding[] {
  const { facts, server, show, otherServers } = request;
  const { names } = facts;
  const text = show(rule.text);
  const finding = (kind: PermissionFinding['kind'], message: string): PermissionFinding => ({ kind, message, rule: text, file: rule.file });
  const ignored = names.ignored?.find(({ when, decision }) => (decision === undefined || decision === rule.decision) && new RegExp(when).test(rule.text));
  if (ignored !== undefined) return [finding('ignored-by-client', `"${text}" has no effect: ${ignored.because}`)];
  if (hit.length === 0) {
    const meant = planned.find(({ tool }) => rawRuleNameOf(names, server, tool) === rule.text);
    if (meant !== undefined) return [finding('ignored-by-client', `"${text}" has no effect: the client calls this tool "${show(meant.ruleName)}"`)];
    return isWhole ? [finding('matches-nothing', `"${text}" matches none of the ${planned.length} tools that "${show(server)}" has now`)] : [];
  }
  const isBroad = rule.by === 'server' || (names.star !== 'none' && rule.text.includes('*')) || wholeServerRules(names, server).includes(rule.text);
  if (!isBroad || rule.decision !== 'allow') return [];
  const more = hit.filter(({ row }) => row.class !== 'read-only' || row.doubt !== undefined);
  const others = rule.by === 'rule' ? otherServers.filter((name) => mayReach(rule.text, rulePrefixOf(names, name), names.star)) : [];
  return [
    ...(more.length === 0
      ? [finding('wider-than-it-says', `"${text}" allows all ${hit.length} tools it matches, and every tool the server adds later`)]
      : [finding('wider-than-it-says', `"${text}" allows ${hit.length} tools, ${more.length} of which do more than read: ${listNames(more)}`)]),
    ...(others.length === 0 ? [] : [finding('other-servers', `"${text}" also reaches tools of other servers: ${others.map(show).slice(0, 5).join(', ')}`)]),
  ];
}

function judgeTool({ row, tool, ruleName }: PlannedTool, request: PlanRequest): readonly PermissionFinding[] {
  const matching = request.rules.filter((rule) => matches(rule, tool, ruleName, request));
  const counts = effective(matching, request.facts);
  if (counts === undefined) return [];
  const loser = matching.find((rule) => rule.decision !== counts.decision && isExact(rule, tool, ruleName));
  const found: PermissionFinding[] = [];
  const at = { rule: request.show(counts.text), file: counts.file };
  // A broad rule with a narrower exception is how such files are meant to be written; two rules of one tool are not.
  if (loser !== undefined && counts.decision !== 'allow')
    found.push({
      kind: 'conflict',
      message: `"${request.show(loser.text)}" in ${loser.file} ${DOES[loser.decision]} ${row.name} in vain: "${at.rule}" ${DOES[counts.decision]} it, and that counts`,
      rule: request.show(loser.text),
      file: loser.file,
    });
  if (counts.decision === 'allow' && isExact(counts, tool, ruleName) && (row.class === 'destructive' || row.doubt !== undefined))
    found.push({ kind: 'allows-destructive', message: `"${at.rule}" lets ${row.name} run unasked, and ${row.doubt ?? row.why}`, ...at });
  else if (counts.decision === 'allow' && isExact(counts, tool, ruleName) && row.class !== 'read-only')
    found.push({ kind: 'looser-than-proposed', message: `"${at.rule}" lets ${row.name} run unasked; mcp-medic would ask, because ${row.why}`, ...at });
  return found;
}

function toolsOf(rule: ReadRule, planned: readonly PlannedTool[], request: PlanRequest): readonly PlannedTool[] {
  return planned.filter(({ tool, ruleName }) => matches(rule, tool, ruleName, request));
}

function concerns(rule: ReadRule, planned: readonly PlannedTool[], request: PlanRequest): boolean {
  if (rule.by !== 'rule') return true;
  const { names } = request.facts;
  if (wholeServerRules(names, request.server).includes(rule.text)) return true;
  const start = rulePrefixOf(names, request.server);
  const raw = rawRuleNameOf(names, request.server, '');
  return rule.text.startsWith(start) || rule.text.startsWith(raw) || mayReach(rule.text, start, names.star) || toolsOf(rule, planned, request).length > 0;
}

function listNames(tools: readonly PlannedTool[]): string {
  const names = tools.slice(0, 5).map(({ row }) => row.name);
  return tools.length > names.length ? `${names.join(', ')} and ${tools.length - names.length} more` : names.join(', ');
}
