import type { ListedTool, PermissionDecision, PermissionFacts, PermissionRow, RulePlace } from '../model/index.ts';
import { classifyTool } from './classify-tool.ts';
import { matchesRule } from './match-rule.ts';
import type { ReadRule } from './read-rules.ts';
import { ruleNameOf, rulePrefixOf, wholeServerRules, whyNotPlain } from './rule-names.ts';

export interface PlanRequest {
  readonly facts: PermissionFacts;
  readonly server: string;
  readonly tools: readonly ListedTool[];
  /** Names of the client's other servers: a rule must not reach their tools. */
  readonly otherServers: readonly string[];
  readonly rules: readonly ReadRule[];
  readonly destructive: 'ask' | 'deny';
  /** Where new rules would go; absent for clients that take them on the command line. */
  readonly place: RulePlace | undefined;
  /** A tool's name for people. */
  readonly show: (name: string) => string;
}

/** A row with what writing it needs: the names as the server and the client have them. */
export interface PlannedTool {
  readonly row: PermissionRow;
  readonly tool: string;
  readonly ruleName: string;
}

const RANK: Readonly<Record<PermissionDecision, number>> = { allow: 0, ask: 1, deny: 2 };

/** What each tool is, what should become of it, and what has to be written for that. */
export function planRules(request: PlanRequest): readonly PlannedTool[] {
  const { facts, server, tools } = request;
  const names = new Map<string, number>();
  for (const { name } of tools) {
    const rule = ruleNameOf(facts.names, server, name);
    names.set(rule, (names.get(rule) ?? 0) + 1);
  }
  return tools.map((tool) => {
    const ruleName = ruleNameOf(facts.names, server, tool.name);
    return { row: planTool(tool, ruleName, names.get(ruleName) ?? 1, request), tool: tool.name, ruleName };
  });
}

function planTool(tool: ListedTool, ruleName: string, sharing: number, request: PlanRequest): PermissionRow {
  const { show } = request;
  const judged = classifyTool(tool);
  const unsafe = whyUnsafe(tool.name, ruleName, sharing, request);
  const doubt = unsafe ?? judged.doubt;
  const wanted = doubt === undefined ? decide(judged.class, request) : 'ask';
  const base = { ...judged, name: show(tool.name), ...(doubt === undefined ? {} : { doubt }) };
  return unsafe === undefined ? settle({ ...base, decision: wanted }, tool, ruleName, request) : settleUnsafe(base, tool, ruleName, request);
}

/** A name that could mean more than this tool gets no rule, except one that asks where it would run unasked: that widens nothing. */
function settleUnsafe(row: Omit<PermissionRow, 'action' | 'decision'>, tool: ListedTool, ruleName: string, request: PlanRequest): PermissionRow {
  const { facts, rules } = request;
  const standing = effective(
    rules.filter((rule) => matches(rule, tool.name, ruleName, request) && !isRest(rule, request)),
    facts,
  );
  const runsUnasked = standing === undefined ? runsByItself(tool, request) : standing.decision === 'allow';
  if (!runsUnasked) return { ...row, decision: standing?.decision ?? 'ask', action: 'none', note: 'no rule is written for it' };
  if (facts.names.keeps !== undefined && whyNotPlain(ruleName, 'tool') === undefined) return settle({ ...row, decision: 'ask' }, tool, ruleName, request);
  const note =
    standing === undefined
      ? 'no rule can be written for it, and the client runs it unasked'
      : `"${standing.text}" in ${standing.file} allows it, and no rule can be written for it`;
  return { ...row, decision: 'allow', action: 'none', note };
}

function decide(kind: PermissionRow['class'], { destructive, facts, place }: PlanRequest): PermissionDecision {
  if (kind === 'read-only') return 'allow';
  if (kind !== 'destructive' || destructive === 'ask') return 'ask';
  return canWrite('deny', facts, place) ? 'deny' : 'ask';
}

/** Compares what is wanted with the rules that stand, which are the user's and are kept. */
function settle(row: Omit<PermissionRow, 'action'>, listed: ListedTool, ruleName: string, request: PlanRequest): PermissionRow {
  const { facts, place, rules, destructive } = request;
  const tool = listed.name;
  const matching = rules.filter((rule) => matches(rule, tool, ruleName, request) && !isRest(rule, request));
  const exact = effective(
    matching.filter((rule) => isExact(rule, tool, ruleName)),
    facts,
  );
  if (exact !== undefined)
    return { ...row, decision: exact.decision, rule: shown(ruleName, tool, facts), action: 'kept', note: `your rule in ${exact.file} stands` };
  const standing = effective(matching, facts);
  if (standing !== undefined && RANK[standing.decision] >= RANK[row.decision])
    return {
      ...row,
      decision: standing.decision,
      action: 'kept',
      note: `"${standing.text}" in ${standing.file} ${standing.decision === 'allow' ? 'allows' : standing.decision === 'ask' ? 'asks about' : 'denies'} it already`,
    };
  if (canWrite(row.decision, facts, place)) return { ...row, rule: shown(ruleName, tool, facts), action: 'add' };
  if (row.decision !== 'ask') return { ...row, action: 'none', note: 'this client has no such rule' };
  if (standing !== undefined)
    return { ...row, decision: 'allow', action: 'none', note: `"${standing.text}" in ${standing.file} allows it, and this client has no rule that asks` };
  if (runsByItself(listed, request))
    return {
      ...row,
      decision: 'allow',
      action: 'none',
      note: "this client believes the server's readOnlyHint, runs the tool unasked and has no rule that asks; deny it if you doubt it",
    };
  const cannotDeny = destructive === 'deny' && row.class === 'destructive' && row.doubt === undefined;
  return { ...row, action: 'none', note: cannotDeny ? 'this client has no way to deny one tool; without a rule it asks' : 'the client asks without a rule' };
}

/** Without any rule the client would not ask, and no rule for the rest is written either. */
function runsByItself({ annotations }: ListedTool, { facts: { unlisted }, place }: PlanRequest): boolean {
  return unlisted === 'allow' || (unlisted === 'ask-unless-read-only' && annotations.readOnly === true && place?.rest === undefined);
}

/** The rule that counts among those that match. */
export function effective(matching: readonly ReadRule[], { order }: PermissionFacts): ReadRule | undefined {
  if (order === 'last') return matching.at(-1);
  return matching.toSorted((a, b) => RANK[b.decision] - RANK[a.decision])[0];
}

export function matches(rule: ReadRule, tool: string, ruleName: string, { facts, server }: Pick<PlanRequest, 'facts' | 'server'>): boolean {
  if (rule.by === 'server') return true;
  const { names } = facts;
  if (names.ignored?.some(({ when, decision }) => (decision === undefined || decision === rule.decision) && new RegExp(when).test(rule.text)) === true)
    return false;
  if (rule.by === 'tool') return matchesRule(rule.text, tool, names.star);
  return matchesRule(rule.text, ruleName, names.star) || wholeServerRules(names, server).includes(rule.text);
}

/** The rule names this tool and no other. */
export function isExact({ by, text }: ReadRule, tool: string, ruleName: string): boolean {
  return (by === 'rule' && text === ruleName) || (by === 'tool' && text === tool);
}

function canWrite(decision: PermissionDecision, { flags }: PermissionFacts, place: RulePlace | undefined): boolean {
  if (place === undefined) return flags?.[decision] !== undefined;
  return place.slots.some((slot) => slot.decision === decision && slot.covers === undefined);
}

/** The rule that mcp-medic itself writes for tools to come; it must not keep a later tool from being allowed. */
function isRest(rule: ReadRule, { facts, server, place }: PlanRequest): boolean {
  const key = place?.rest?.at.at(-1);
  return key !== undefined && rule.by === 'rule' && rule.text === key.replace('{prefix}', rulePrefixOf(facts.names, server));
}

/** Why a rule with this name could be about more than this tool. */
function whyUnsafe(tool: string, ruleName: string, sharing: number, { facts, server, otherServers, show }: PlanRequest): string | undefined {
  const odd = whyNotPlain(tool, 'tool') ?? whyNotPlain(server, 'server');
  if (odd !== undefined) return odd;
  if (show(tool) !== tool) return 'its name looks like a secret';
  if (sharing > 1) return `the client gives ${sharing} tools the same name "${show(ruleName)}"`;
  const { maxLength } = facts.names;
  if (maxLength !== undefined && ruleName.length > maxLength) return `the client shortens names longer than ${maxLength} characters`;
  const other = facts.names.template.includes('{server}')
    ? otherServers.find((name) => name !== server && ruleName.startsWith(rulePrefixOf(facts.names, name)))
    : undefined;
  return other === undefined ? undefined : `"${show(ruleName)}" could as well be a tool of the server "${show(other)}"`;
}

function shown(ruleName: string, tool: string, { names }: PermissionFacts): string {
  return names.template === '{tool}' ? tool : ruleName;
}
