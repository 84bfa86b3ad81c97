import type { ConfigPath, Json, PermissionDecision, RuleSlot } from '../model/index.ts';
import { equalJson, isList, isObject, valueAt } from '../text/plain-value.ts';
import { showPath } from '../text/atomic-edit.ts';
import { fillPath, type SlotWords } from './fill-slot.ts';

/** A rule as it stands in a file. `by`: whether its text is a rule name, a tool's own name, or means the whole server. */
export interface ReadRule {
  readonly decision: PermissionDecision;
  readonly text: string;
  readonly by: 'rule' | 'tool' | 'server';
  readonly file: string;
}

/** Every rule that stands at these slots, in the order of the file. Slots that hold something else are passed over. */
export function readRules(value: Json | undefined, slots: readonly RuleSlot[], file: string, words: Pick<SlotWords, 'entry' | 'server'>): readonly ReadRule[] {
  const found = slots.flatMap((slot) => readSlot(value, slot, words));
  return found.toSorted((a, b) => a.order - b.order).map(({ decision, text, by }) => ({ decision, text, by, file }));
}

type Found = Omit<ReadRule, 'file'> & { readonly order: number };

function readSlot(value: Json | undefined, slot: RuleSlot, { entry, server }: Pick<SlotWords, 'entry' | 'server'>): readonly Found[] {
  const hole = slot.at.findIndex((step) => step === '{rule}' || step === '{tool}');
  // The hole is filled in by what stands there; everything before and behind it is fixed.
  const path = fillPath(slot.at, { entry, server, tool: '{tool}', rule: '{rule}' });
  if (path === undefined) return [];
  if (slot.item !== undefined) return readList(valueAt(value, path), slot, path, server);
  if (hole === -1) return equalJson(valueAt(value, path), slot.value) ? [{ ...whole(path, slot), order: 0 }] : [];
  const at = path.indexOf(slot.at[hole] ?? '');
  const map = valueAt(value, path.slice(0, at));
  if (!isObject(map)) return [];
  const by = slot.at[hole] === '{rule}' ? 'rule' : 'tool';
  return Object.keys(map).flatMap((key, order): Found[] =>
    equalJson(valueAt(map[key], path.slice(at + 1)), slot.value) ? [{ decision: slot.decision, text: key, by, order }] : [],
  );
}

function whole(path: ConfigPath, { decision, value }: RuleSlot): Omit<ReadRule, 'file'> {
  return { decision, text: `${showPath(path)} = ${JSON.stringify(value)}`, by: 'server' };
}

function readList(list: Json | undefined, { decision, item: template, covers }: RuleSlot, path: ConfigPath, server: string): readonly Found[] {
  if (!isList(list) || template === undefined) return [];
  return list.flatMap((item, order): Found[] => {
    if (covers === 'server')
      return equalJson(item, fillServer(template, server)) ? [{ decision, text: `${showPath(path)}: ${JSON.stringify(item)}`, by: 'server', order }] : [];
    if (typeof template === 'string') return typeof item === 'string' ? [{ decision, text: item, by: template === '{tool}' ? 'tool' : 'rule', order }] : [];
    return readItem(item, template, server).map((rule) => ({ ...rule, decision, order }));
  });
}

/** A rule that is an object: its fixed words must be there, and its names say what it is about. Numbers are ranks. */
function readItem(item: Json, template: Json, server: string): readonly Pick<ReadRule, 'text' | 'by'>[] {
  if (!isObject(item) || !isObject(template)) return [];
  let names: readonly string[] = [];
  let by: ReadRule['by'] = 'rule';
  for (const [key, wanted] of Object.entries(template)) {
    const given = Object.hasOwn(item, key) ? item[key] : undefined;
    if (wanted === '{server}') {
      if (given !== undefined && given !== server && given !== '*') return [];
      if (given !== undefined) by = 'tool';
    } else if (wanted === '{tool}') names = (isList(given) ? given : [given]).filter((name): name is string => typeof name === 'string');
    else if (typeof wanted === 'string' && given !== wanted) return [];
  }
  return names.map((text) => ({ text, by }));
}

function fillServer(template: Json, server: string): Json {
  return template === '{server}' ? server : template;
}
