import type { RuleNames } from '../model/index.ts';

/** What may stand in a rule: nothing that a client could read as a pattern, a quote or the end of the name. */
const PLAIN = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;
const LONGEST = 128;

/** The sentence that says why a name must not be put into a rule, or undefined. */
export function whyNotPlain(name: string, what: 'tool' | 'server'): string | undefined {
  if (name.length > LONGEST) return `the ${what}'s name is longer than ${LONGEST} characters`;
  if (name.includes('..')) return `the ${what}'s name holds ".."`;
  return PLAIN.test(name) ? undefined : `the ${what}'s name holds characters that could widen a rule (it may hold letters, digits and _ . -)`;
}

/** `mcp__{server}__{tool}` with both filled in as the client writes them. */
export function ruleNameOf(names: RuleNames, server: string, tool: string): string {
  return fillNames(names.template, normalise(names, server), normalise(names, tool));
}

/** The same with the names as they are, which some people write and some clients do not understand. */
export function rawRuleNameOf(names: RuleNames, server: string, tool: string): string {
  return fillNames(names.template, server, tool);
}

/** Every rule about a tool of this server starts so. */
export function rulePrefixOf(names: RuleNames, server: string): string {
  const [start = ''] = names.template.split('{tool}');
  return fillNames(start, normalise(names, server), '');
}

/** Rules without `*` that mean the whole server. */
export function wholeServerRules({ wholeServer = [], ...names }: RuleNames, server: string): readonly string[] {
  return wholeServer.map((template) => fillNames(template, normalise(names, server), ''));
}

function normalise({ keeps }: Pick<RuleNames, 'keeps'>, name: string): string {
  return keeps === undefined ? name : name.replaceAll(new RegExp(`[^${keeps}]`, 'g'), '_');
}

/** A name that holds `{tool}` or `$&` is text like any other. */
function fillNames(template: string, server: string, tool: string): string {
  return template.replaceAll(/\{server\}|\{tool\}/g, (place) => (place === '{server}' ? server : tool));
}
