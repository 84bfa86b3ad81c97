/**
 * `start`, and `end` at most `most` characters after it. It is the last start before the end that counts, so that a text which repeats the
 * start ten thousand times costs no more than its length; `/start.{0,120}end/` costs 120 steps for each of them.
 */
export function near(start: RegExp, most: number, end: RegExp): RegExp {
  const again = start.source.replaceAll(/\(\?<[A-Za-z]\w*>/gu, '(?:');
  return new RegExp(`(?:${start.source})(?:(?!${again}).){0,${most}}?(?:${end.source})`, start.flags);
}

/** One of the patterns; all have the flags of the first. */
export function anyOf(...patterns: readonly [RegExp, ...RegExp[]]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), patterns[0].flags);
}
