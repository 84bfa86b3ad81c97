import type { ConfigNode, ConfigPath, Json, JsonObject } from '../model/index.ts';

type Plain = Record<string, Json>;

/** A tree as plain data. Objects have no prototype, so `__proto__` is a key like any other; of equal keys the last wins. */
export function toPlain(node: ConfigNode): Json {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'array') return node.items.map(toPlain);
  const object = emptyObject();
  for (const member of node.members) object[member.key] = toPlain(member.node);
  return object;
}

export function emptyObject(): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object without prototype has no members at all
  return Object.create(null) as Plain;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Equal as data: order of keys does not matter, order of items does. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]));
}

/** The value at a path of plain data. */
export function valueAt(root: Json | undefined, path: ConfigPath): Json | undefined {
  let value = root;
  for (const step of path) {
    if (isList(value) && typeof step === 'number') value = value[step];
    else if (isObject(value) && Object.hasOwn(value, String(step))) value = value[String(step)];
    else return undefined;
  }
  return value;
}

/** A copy with `value` at `path`; missing objects (and nulls on the way) are created, an index may be the length. */
export function withValue(root: Json | undefined, path: ConfigPath, value: Json): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(root)) {
    if (typeof step !== 'number' || step < 0 || step > root.length) return undefined;
    const inner = withValue(root[step], rest, value);
    return inner === undefined ? undefined : root.toSpliced(step, 1, inner);
  }
  if (typeof step === 'number' || !(root === undefined || root === null || isObject(root))) return undefined;
  const inner = withValue(isObject(root) && Object.hasOwn(root, step) ? root[step] : undefined, rest, value);
  if (inner === undefined) return undefined;
  const copy = copyObject(root);
  copy[step] = inner;
  return copy;
}

/** A copy without what stands at `path`; `undefined` when nothing stands there. */
export function withoutValue(root: Json | undefined, path: ConfigPath): Json | undefined {
  const step = path[0];
  if (step === undefined || valueAt(root, [step]) === undefined) return undefined;
  const inner = path.length === 1 ? undefined : withoutValue(valueAt(root, [step]), path.slice(1));
  if (path.length > 1) return inner === undefined ? undefined : withValue(root, [step], inner);
  if (isList(root)) return root.toSpliced(Number(step), 1);
  const copy = copyObject(root);
  delete copy[String(step)];
  return copy;
}

function copyObject(root: Json | undefined): Plain {
  const copy = emptyObject();
  if (isObject(root)) for (const key of Object.keys(root)) copy[key] = root[key] ?? null;
  return copy;
}
