/** Files above this many changed lines are shown as one block out, one block in: a table of all pairs would be quadratic. */
const MAX_TABLE = 1_000_000;

interface Row {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** What is printed in place of the two texts: the same lines, secrets replaced. */
export interface ShownTexts {
  readonly before: string;
  readonly after: string;
}

/**
 * A unified diff of two small texts, `''` when they are equal. A changed line end or a missing last line end is shown
 * too. With `shown`, lines are compared as they are and printed from there, so that a changed secret stays a change.
 */
export function unifiedDiff(before: string, after: string, path: string, context: number = 2, shown?: ShownTexts): string {
  const rows = rowsOf(before, after, shown);
  if (rows.every((row) => row.sign === ' ')) return '';
  const blocks = hunks(rows, context).map(([start, end]) => [headOf(rows, start, end), ...rows.slice(start, end).map(({ sign, line }) => sign + line)]);
  return [`--- ${path}`, `+++ ${path}`, ...blocks.map((block) => block.join('\n'))].join('\n');
}

/** The lines only the one and only the other text has, in order. */
export function changedLines(before: string, after: string, shown?: ShownTexts): { readonly removed: readonly string[]; readonly added: readonly string[] } {
  const rows = rowsOf(before, after, shown);
  const pick = (sign: '-' | '+'): string[] => rows.filter((row) => row.sign === sign).map((row) => row.line.replace(NO_LINE_END, ''));
  return { removed: pick('-'), added: pick('+') };
}

const NO_LINE_END = '\n\\ No newline at end of file';

function rowsOf(before: string, after: string, shown: ShownTexts | undefined): Row[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  if (shown === undefined) return diffLines(old, fresh);
  const shownOld = splitLines(shown.before);
  const shownFresh = splitLines(shown.after);
  // A secret over several lines changes their number; then only what is shown can be compared.
  if (shownOld.length !== old.length || shownFresh.length !== fresh.length) return diffLines(shownOld, shownFresh);
  let [at, to] = [-1, -1];
  return diffLines(old, fresh).map(({ sign }): Row => {
    if (sign !== '+') at += 1;
    if (sign !== '-') to += 1;
    return { sign, line: (sign === '+' ? shownFresh[to] : shownOld[at]) ?? '' };
  });
}

/** Line feeds separate; a last line without one is marked the way `diff` marks it, so that adding it shows. */
function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines[lines.length - 1] += NO_LINE_END;
  return lines;
}

function diffLines(before: readonly string[], after: readonly string[]): Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return [
    ...before.slice(0, head).map((line): Row => ({ sign: ' ', line })),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((line): Row => ({ sign: ' ', line })),
  ];
}

/** Longest common subsequence of what is left between equal beginnings and ends. */
function diffMiddle(before: readonly string[], after: readonly string[]): Row[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > MAX_TABLE) {
    return [...before.map((line): Row => ({ sign: '-', line })), ...after.map((line): Row => ({ sign: '+', line }))];
  }
  const table = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const down = table[(i + 1) * width + j] ?? 0;
      const right = table[i * width + j + 1] ?? 0;
      table[i * width + j] = before[i] === after[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    if (old !== undefined && old === fresh) {
      rows.push({ sign: ' ', line: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))) {
      rows.push({ sign: '-', line: old });
      i += 1;
    } else {
      rows.push({ sign: '+', line: fresh ?? '' });
      j += 1;
    }
  }
  return rows;
}

/** Ranges of rows with their context, merged where they touch. */
function hunks(rows: readonly Row[], context: number): [number, number][] {
  const ranges: [number, number][] = [];
  rows.forEach((row, index) => {
    if (row.sign === ' ') return;
    const start = Math.max(0, index - context);
    const end = Math.min(rows.length, index + context + 1);
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = end;
    else ranges.push([start, end]);
  });
  return ranges;
}

function headOf(rows: readonly Row[], start: number, end: number): string {
  const count = (from: number, to: number, sign: '-' | '+'): number => rows.slice(from, to).filter((row) => row.sign === ' ' || row.sign === sign).length;
  const side = (sign: '-' | '+'): string => {
    const length = count(start, end, sign);
    return `${sign}${count(0, start, sign) + (length === 0 ? 0 : 1)},${length}`;
  };
  return `@@ ${side('-')} ${side('+')} @@`;
}
