import type { Json, JsonObject } from '../model/index.ts';

/** The value of an own key of a JSON object; undefined for anything else. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** True for JSON objects, not for lists and null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
