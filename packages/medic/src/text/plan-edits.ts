import type { ConfigPath, Json } from '../model/index.ts';
import type { AtomicEdit } from './atomic-edit.ts';
import { emptyObject, equalJson, isList, isObject, valueAt } from './plain-value.ts';

/**
 * The least changes that bring `value` to `path`: objects are compared key by key and lists item by item, so that
 * comments and spelling of what stays are not touched. `undefined` when the path leads through something else.
 */
export function planSet(root: Json | undefined, path: ConfigPath, value: Json): AtomicEdit[] | undefined {
  for (let length = 0; length < path.length; length += 1) {
    const before = path.slice(0, length);
    const parent = valueAt(root, before);
    const step = path[length] ?? '';
    if (parent === null || parent === undefined) {
      const wrapped = wrap(path.slice(length), value);
      return wrapped === undefined ? undefined : [{ op: 'put', at: before, value: wrapped }];
    }
    if (isList(parent) ? typeof step !== 'number' || step > parent.length : !isObject(parent) || typeof step === 'number') return undefined;
    if (valueAt(root, [...before, step]) === undefined) {
      const wrapped = wrap(path.slice(length + 1), value);
      if (wrapped === undefined) return undefined;
      return [isList(parent) ? { op: 'insert-item', at: [...before, step], value: wrapped } : { op: 'put', at: [...before, step], value: wrapped }];
    }
  }
  return difference(path, valueAt(root, path), value);
}

function difference(path: ConfigPath, before: Json | undefined, after: Json): AtomicEdit[] {
  if (equalJson(before, after)) return [];
  if (isObject(before) && isObject(after) && Object.keys(after).length > 0) {
    const set = Object.keys(after).flatMap((key) => difference([...path, key], Object.hasOwn(before, key) ? before[key] : undefined, after[key] ?? null));
    const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return [...set, ...removed.map((key): AtomicEdit => ({ op: 'remove', at: [...path, key] }))];
  }
  if (isList(before) && isList(after) && before.length > 0 && after.length > 0) return listDifference(path, before, after);
  return [{ op: 'put', at: path, value: after }];
}

function listDifference(path: ConfigPath, before: readonly Json[], after: readonly Json[]): AtomicEdit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && equalJson(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && equalJson(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const edits: AtomicEdit[] = [];
  for (let index = head; index < shorter - tail; index += 1) edits.push(...difference([...path, index], before[index], after[index] ?? null));
  for (let index = shorter - tail; index < after.length - tail; index += 1)
    edits.push({ op: 'insert-item', at: [...path, index], value: after[index] ?? null });
  for (let index = before.length - tail - 1; index >= shorter - tail; index -= 1) edits.push({ op: 'remove', at: [...path, index] });
  return edits;
}

/** The value inside objects for the rest of a path. */
function wrap(path: ConfigPath, value: Json): Json | undefined {
  let wrapped: Json = value;
  for (const step of path.toReversed()) {
    if (typeof step === 'number') return undefined;
    const object = emptyObject();
    object[step] = wrapped;
    wrapped = object;
  }
  return wrapped;
}
