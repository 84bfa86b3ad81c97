/** A set of ASCII characters that can be asked by code without making a string. */
export type CharSet = Uint8Array;

export function makeCharSet(characters: string): CharSet {
  const set = new Uint8Array(128);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

/** Index of the first character at or after `from` that is in the set, `limit` or the end of the text. */
export function readUntil(text: string, from: number, limit: number, stops: CharSet): number {
  const last = Math.min(text.length, limit);
  let at = from;
  while (at < last) {
    const code = text.charCodeAt(at);
    if (code < 128 && stops[code] === 1) return at;
    at += 1;
  }
  return at;
}
