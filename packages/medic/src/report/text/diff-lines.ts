/** Longer lines of a diff are mostly a whole file in one line, and nobody finds the change in them. */
const LONG_CHARACTERS = 160;
const CONTEXT_CHARACTERS = 50;

/**
 * The changed lines of a unified diff. Of a long line that took the place of another, what both have in common is cut to
 * some characters around the change; the change itself is always whole.
 */
export function changedLines(diff: string): readonly string[] {
  const lines = diff.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line));
  return lines.map((line, index) => {
    const [before, after] = [lines[index - 1], lines[index + 1]];
    if (line.length <= LONG_CHARACTERS) return line;
    if (line.startsWith('-') && after?.startsWith('+') === true) return cutAround(line, after);
    return line.startsWith('+') && before?.startsWith('-') === true ? cutAround(line, before) : line;
  });
}

function cutAround(line: string, other: string): string {
  const least = Math.min(line.length, other.length);
  let same = 1;
  while (same < least && line[same] === other[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < least - same && line.at(-1 - sameEnd) === other.at(-1 - sameEnd)) sameEnd += 1;
  const from = Math.max(1, same - CONTEXT_CHARACTERS);
  const to = Math.min(line.length, line.length - sameEnd + CONTEXT_CHARACTERS);
  return `${line.slice(0, 1)}${from > 1 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}
