import type { Json, JsonObject } from '../model/index.ts';

const COMMAND_KEYS = ['command', 'cmd'];
const URL_KEYS = ['url', 'uri', 'serverUrl', 'httpUrl', 'baseUrl', 'endpoint'];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member of an object; undefined for anything inherited. */
export function readMember(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** True when a value names a program or a URL the way server entries do. */
function looksLikeEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const hasCommand = COMMAND_KEYS.some((key) => typeof readMember(value, key) === 'string' || Array.isArray(readMember(value, key)));
  return hasCommand || URL_KEYS.some((key) => typeof readMember(value, key) === 'string') || isObject(readMember(value, 'transport'));
}

/** True for a non-empty map of names to entries. */
export function looksLikeServerMap(value: unknown): boolean {
  if (!isObject(value)) return false;
  const members = Object.values(value);
  return members.length > 0 && members.every(isObject) && members.filter(looksLikeEntry).length * 2 >= members.length;
}

/** True for a non-empty list of entries. */
export function looksLikeServerList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => looksLikeEntry(item));
}

/** What a value is, in words: `the number 3000`, `a list`, `a string`. Strings are never shown. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? `the word ${String(value)}` : 'a string';
}
