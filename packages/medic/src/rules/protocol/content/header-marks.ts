import type { Json, JsonObject } from '../../../model/index.ts';
import { isObject } from '../is-object.ts';

/** One `x-mcp-header` in an input schema. */
export interface HeaderMark {
  readonly header: Json;
  readonly type: Json | undefined;
  /** Name of the property it stands on. */
  readonly property: string;
  readonly pointer: string;
  /** From the root only `properties` lead to it. */
  readonly isReachable: boolean;
}

const MARK = 'x-mcp-header';
const MAX_NODES = 20_000;

/** Every `x-mcp-header` of a schema, wherever it stands; at most 20,000 parts are looked at. */
export function findHeaderMarks(schema: JsonObject): readonly HeaderMark[] {
  const marks: HeaderMark[] = [];
  const queue: { readonly part: Json; readonly path: readonly string[] }[] = [{ part: schema, path: [] }];
  for (let head = 0; head < queue.length && head < MAX_NODES; head += 1) {
    const { part, path } = queue[head] ?? { part: null, path: [] };
    if (Array.isArray(part)) part.forEach((one: Json, index) => queue.push({ part: one, path: [...path, String(index)] }));
    if (!isObject(part)) continue;
    // A property that is itself called so is none.
    if (Object.hasOwn(part, MARK) && path.at(-1) !== 'properties') marks.push(readMark(part, path));
    for (const [name, value] of Object.entries(part)) if (typeof value === 'object') queue.push({ part: value, path: [...path, name] });
  }
  return marks;
}

function readMark(part: JsonObject, path: readonly string[]): HeaderMark {
  return {
    header: part[MARK] ?? null,
    type: part['type'],
    property: path.at(-1) ?? '',
    pointer: `/inputSchema/${path.join('/')}/${MARK}`.slice(0, 300),
    isReachable: path.length >= 2 && path.length % 2 === 0 && path.every((step, index) => index % 2 === 1 || step === 'properties'),
  };
}
