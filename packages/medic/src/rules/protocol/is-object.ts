import type { Json, JsonObject } from '../../model/index.ts';

/** True for JSON objects, not for arrays and null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
