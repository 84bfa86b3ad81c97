import type { ViewedLine } from './list-views.ts';

/** A sentence that was broken over lines, put together again; `number` is that of its first line. */
export interface JoinedText {
  readonly number: number;
  readonly text: string;
}

const JOINED_CAP = 2000;
const OBJECT_LINES_CAP = 40;
const WRAPPED_LINES_CAP = 5;
/** A line that fills a terminal, an e-mail or a code box may be broken before any word. */
const FULL_LINE = 56;

/** Lines that a terminal or a mail program wrapped, and objects printed over several lines. Neighbours only. */
export function joinLines(lines: readonly ViewedLine[]): readonly JoinedText[] {
  return lines.flatMap((line, index) => {
    const joined: JoinedText[] = [];
    const wrapped = joinWrapped(lines, index);
    if (wrapped !== undefined) joined.push({ number: line.number, text: wrapped });
    const object = joinObject(lines, index);
    if (object !== undefined) joined.push({ number: line.number, text: object });
    return joined;
  });
}

function joinWrapped(lines: readonly ViewedLine[], first: number): string | undefined {
  let text = lines[first]?.read.message.trimEnd() ?? '';
  let end = first;
  for (; end < first + WRAPPED_LINES_CAP && text.length < JOINED_CAP; end += 1) {
    const line = lines[end];
    const next = lines[end + 1];
    if (line === undefined || next === undefined || !isWrapped(line, next)) break;
    text += ` ${next.text.trim()}`;
  }
  return end === first ? undefined : text.slice(0, JOINED_CAP);
}

/** The next line goes on in the middle of a sentence. */
function isWrapped(line: ViewedLine, next: ViewedLine): boolean {
  if (next.number !== line.number + 1 || next.read.isHead || line.views.length === 0 || next.views.length === 0) return false;
  const before = line.read.message.trimEnd();
  const after = next.text.trimStart();
  if (line.text.trimEnd().length < 20 || after === '' || /[.;{}[>]$/u.test(before)) return false;
  const isFull = line.text.trimEnd().length >= FULL_LINE && /^[\w~$@([\\-]/u.test(after) && !/^[-\w.]{1,40}:\s/u.test(after);
  return (isFull || (!before.endsWith(']') && /^[a-z0-9'"`(/:,]/u.test(after))) && !/^(?:at |file:|"[\w-]+" ?:|npm |error|warning|https?:)/u.test(after);
}

function joinObject(lines: readonly ViewedLine[], index: number): string | undefined {
  const first = lines[index];
  if (first === undefined || first.views.length === 0 || !/[{[]$/u.test(first.read.message.trimEnd())) return undefined;
  let depth = 0;
  let text = '';
  for (const line of lines.slice(index, index + OBJECT_LINES_CAP)) {
    text += `${text === '' ? '' : ' '}${line.read.message.trim()}`;
    depth += count(line.read.message, /[{[]/gu) - count(line.read.message, /[}\]]/gu);
    if (depth <= 0 || text.length > JOINED_CAP) break;
  }
  return text.slice(0, JOINED_CAP);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
