import type { ConfigPath, Json } from '../model/index.ts';

/** What the places in a slot stand for. */
export interface SlotWords {
  /** Path of the server's entry; absent when the server stands in no file of the client. */
  readonly entry: ConfigPath | undefined;
  readonly server: string;
  readonly tool: string;
  readonly rule: string;
}

/** A slot's path with its places filled in; `undefined` when it needs an entry and there is none. */
export function fillPath(at: readonly string[], words: SlotWords): ConfigPath | undefined {
  const path: (string | number)[] = [];
  for (const step of at) {
    if (step !== '{entry}') path.push(fillText(step, words));
    else if (words.entry === undefined) return undefined;
    else path.push(...words.entry);
  }
  return path;
}

/** A slot's item or value with its places filled in. */
export function fillValue(value: Json, words: SlotWords): Json {
  if (typeof value === 'string') return fillText(value, words);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => fillValue(item, words));
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, Json]) => [key, fillValue(inner, words)]));
}

export function fillText(text: string, { server, tool, rule }: SlotWords): string {
  return text.replaceAll(/\{(?:server|tool|rule)\}/g, (place) => (place === '{server}' ? server : place === '{tool}' ? tool : rule));
}
