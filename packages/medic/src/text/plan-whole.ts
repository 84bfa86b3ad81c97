import type { ConfigPath, EditIntent, Json } from '../model/index.ts';
import { emptyObject, isObject, valueAt } from './plain-value.ts';

type WholeEdit = Extract<EditIntent, { op: 'move' | 'list-entries' }>;
type SimpleEdit = Extract<EditIntent, { op: 'set' | 'remove' }>;

/** Edits of whole values, told by the values of the file itself, which evidence need not hold. `undefined` when they make no sense there. */
export function planWhole(root: Json | undefined, edit: WholeEdit): readonly SimpleEdit[] | undefined {
  const value = valueAt(root, edit.at);
  if (!isObject(root) || value === undefined) return undefined;
  if (edit.op === 'list-entries') return isObject(value) ? [{ op: 'set', at: edit.at, value: Object.entries(value).map(nameItem) }] : undefined;
  const { at, to } = edit;
  if (valueAt(root, to) !== undefined) return undefined;
  const set: SimpleEdit = { op: 'set', at: to, value };
  if (at.length === 0) return [...Object.keys(root).map((key): SimpleEdit => ({ op: 'remove', at: [key] })), set];
  return [set, { op: 'remove', at: emptiedPath(root, at, to) }];
}

function nameItem([name, entry]: [string, Json]): Json {
  const item = emptyObject();
  item['name'] = name;
  return isObject(entry) ? Object.assign(item, entry) : item;
}

/** The outermost object that holds nothing but what is taken out. */
function emptiedPath(root: Json, at: ConfigPath, to: ConfigPath): ConfigPath {
  let path = at;
  while (path.length > 1) {
    const outer = path.slice(0, -1);
    const holder = valueAt(root, outer);
    if (!isObject(holder) || Object.keys(holder).length > 1 || outer.every((step, index) => to[index] === step)) return path;
    path = outer;
  }
  return path;
}
