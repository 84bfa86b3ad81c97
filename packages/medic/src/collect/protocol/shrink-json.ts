import type { Json, Redactor } from '../../model/index.ts';
import { isObject, type ForeignObject } from './record.ts';

const MAX_DEPTH = 12;
const MAX_STRING = 2_000;
const MAX_ITEMS = 40;
const VALUES = 2_000;

/** Redacts a foreign JSON value and cuts it for evidence. Cut widely first, so that no secret is halved before it is recognised. */
export function keepJson(value: unknown, redactor: Redactor): Json {
  return shrinkJson(redactor.json(shrinkJson(value, VALUES, MAX_STRING * 4)));
}

/**
 * A copy small enough for evidence: at most `budget` values, 40 items per list or object, `maxString`
 * characters per string, 12 levels. What was left out is marked with `…`. Objects have no prototype, so a key `__proto__` stays a plain key.
 */
export function shrinkJson(value: unknown, budget: number = VALUES, maxString: number = MAX_STRING): Json {
  let left = budget;

  function copy(item: unknown, depth: number): Json {
    left -= 1;
    if (typeof item === 'string') return item.length > maxString ? `${item.slice(0, maxString)}…` : item;
    if (item === null || typeof item === 'boolean' || typeof item === 'number') return item;
    if (depth >= MAX_DEPTH || left <= 0) return '…';
    if (Array.isArray(item)) return copyList(item, depth);
    return isObject(item) ? copyObject(item, depth) : null;
  }

  function copyList(list: readonly unknown[], depth: number): Json {
    const kept: Json[] = [];
    for (const item of list) {
      if (kept.length >= MAX_ITEMS || left <= 0) return [...kept, `… ${list.length - kept.length} more`];
      kept.push(copy(item, depth + 1));
    }
    return kept;
  }

  function copyObject(object: ForeignObject, depth: number): Json {
    const kept: Record<string, Json> = Object.create(null);
    const keys = Object.keys(object);
    for (const [index, key] of keys.entries()) {
      if (index >= MAX_ITEMS || left <= 0) {
        kept['…'] = `${keys.length - index} more`;
        break;
      }
      kept[key.slice(0, maxString)] = copy(object[key], depth + 1);
    }
    return kept;
  }

  return copy(value, 0);
}
