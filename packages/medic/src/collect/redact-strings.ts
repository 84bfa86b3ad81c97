import type { Redactor } from '../model/index.ts';

/**
 * Passes every string value of our own fact objects through the redactor. Unlike `Redactor.json` it leaves the keys alone:
 * they are ours, and a field named `key` must not make its value a secret.
 */
export function redactStrings<T>(value: T, redactor: Redactor): T;
export function redactStrings(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactStrings(item, redactor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, redactStrings(item, redactor)]));
}
