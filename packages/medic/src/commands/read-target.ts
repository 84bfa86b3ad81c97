import type { Target } from '../engine/request.ts';

/** A URL, `name`, or `client:name`. */
export function readTarget(word: string): Target {
  if (/^https?:\/\//i.test(word)) return { kind: 'url', url: word };
  const colon = word.indexOf(':');
  return colon === -1 ? { kind: 'name', name: word } : { kind: 'name', client: word.slice(0, colon), name: word.slice(colon + 1) };
}
