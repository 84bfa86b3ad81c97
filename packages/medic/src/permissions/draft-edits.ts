import type { ConfigPath, EditIntent, Json, RulePlace } from '../model/index.ts';
import { showPath } from '../text/atomic-edit.ts';
import { equalJson, isList, isObject, valueAt } from '../text/plain-value.ts';
import { fillPath, fillValue, type SlotWords } from './fill-slot.ts';
import type { PlannedTool, PlanRequest } from './plan-rules.ts';
import { rulePrefixOf } from './rule-names.ts';

export interface RuleEdits {
  readonly edits: readonly EditIntent[];
  /** Why nothing can be added: what stands there is of another kind. */
  readonly obstacle?: string;
  /** The rule for tools to come, when the place has one. */
  readonly rest?: { readonly rule: string; readonly action: 'add' | 'kept' };
}

/** The edits that add the planned rules to what stands in the file. Nothing is taken away or changed. */
export function draftEdits(
  value: Json | undefined,
  planned: readonly PlannedTool[],
  place: RulePlace,
  entry: ConfigPath | undefined,
  request: PlanRequest,
): RuleEdits {
  const words = { entry, server: request.server };
  const lists = new Map<string, { readonly at: ConfigPath; readonly items: Json[] }>();
  const values: EditIntent[] = [];
  const added = planned.filter(({ row }) => row.action === 'add');
  for (const { row, tool, ruleName } of added) {
    const slot = place.slots.find(({ decision, covers }) => decision === row.decision && covers === undefined);
    const own: SlotWords = { ...words, tool, rule: ruleName };
    const at = slot === undefined ? undefined : fillPath(slot.at, own);
    if (slot === undefined || at === undefined) continue;
    if (slot.item === undefined) values.push({ op: 'set', at, value: fillValue(slot.value ?? null, own) });
    else {
      const standing = valueAt(value, at);
      if (standing !== undefined && !isList(standing)) return { edits: [], obstacle: `${showPath(at)} is no list` };
      const list = lists.get(JSON.stringify(at)) ?? { at, items: [...(standing ?? [])] };
      const item = fillValue(slot.item, own);
      if (!list.items.some((one) => equalJson(one, item))) list.items.push(item);
      lists.set(JSON.stringify(at), list);
    }
  }
  const rest = draftRest(value, place, words, request, added.length > 0);
  const needed = added.length === 0 ? [] : (place.needs ?? []).filter((path) => valueAt(value, path) === undefined && !lists.has(JSON.stringify(path)));
  return {
    edits: [
      // The rule for the rest stands first: where the last match counts, the named tools must come behind it.
      ...(rest?.edit === undefined ? [] : [rest.edit]),
      ...[...lists.values()].map(({ at, items }): EditIntent => ({ op: 'set', at, value: items })),
      ...needed.map((at): EditIntent => ({ op: 'set', at, value: [] })),
      ...values,
    ],
    ...(rest === undefined ? {} : { rest: { rule: rest.rule, action: rest.edit === undefined ? 'kept' : 'add' } }),
  };
}

function draftRest(
  value: Json | undefined,
  { rest }: RulePlace,
  words: Pick<SlotWords, 'entry' | 'server'>,
  { facts, server, rules }: PlanRequest,
  isWorth: boolean,
): { readonly rule: string; readonly edit?: EditIntent } | undefined {
  if (rest === undefined) return undefined;
  const prefix = rulePrefixOf(facts.names, server);
  const at = fillPath(
    rest.at.map((step) => step.replace('{prefix}', () => prefix)),
    { ...words, tool: '', rule: '' },
  );
  const key = at?.at(-1);
  if (at === undefined || key === undefined) return undefined;
  const rule = `${String(key)}: ${JSON.stringify(rest.value)}`;
  if (valueAt(value, at) !== undefined) return { rule: `${String(key)}: ${JSON.stringify(valueAt(value, at))}` };
  // Behind rules of the user it would undo them.
  const stands = facts.order === 'last' && rules.some(({ by, text }) => by === 'rule' && (text.startsWith(prefix) || text.includes('*')));
  if (!isWorth || stands || !canHold(value, at)) return undefined;
  return { rule, edit: { op: 'set', at, value: rest.value } };
}

function canHold(value: Json | undefined, at: ConfigPath): boolean {
  const parent = valueAt(value, at.slice(0, -1));
  return parent === undefined || isObject(parent);
}
