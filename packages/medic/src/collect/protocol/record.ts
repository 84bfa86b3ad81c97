/** A JSON object of foreign origin. Read keys with `own`, so that `__proto__` and inherited names never answer. */
export type ForeignObject = Readonly<Record<string, unknown>>;

/** True for JSON objects, not for arrays and null. */
export function isObject(value: unknown): value is ForeignObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key, or undefined. */
export function own(value: ForeignObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value of an own key when it is a string. */
export function ownString(value: ForeignObject, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === 'string' ? found : undefined;
}
