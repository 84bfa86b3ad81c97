import type { RuleNames } from '../model/index.ts';

/** Does this rule name that tool? `*` stands for what the client makes of it. */
export function matchesRule(rule: string, name: string, star: RuleNames['star']): boolean {
  if (rule === name) return true;
  if (star === 'none' || !rule.includes('*')) return false;
  if (star === 'end') return rule.endsWith('*') && !rule.slice(0, -1).includes('*') && name.startsWith(rule.slice(0, -1));
  return matchesStars(rule.split('*'), name);
}

/** Pieces in order, the first at the start and the last at the end: linear, whatever stands in the rule. */
function matchesStars(pieces: readonly string[], name: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** Could a rule with stars name a tool whose rule starts with this prefix? Only what stands before the first star is sure. */
export function mayReach(rule: string, prefix: string, star: RuleNames['star']): boolean {
  const cut = star === 'none' ? -1 : rule.indexOf('*');
  if (cut === -1) return rule.startsWith(prefix);
  const start = rule.slice(0, cut);
  return start.startsWith(prefix) || prefix.startsWith(start);
}
