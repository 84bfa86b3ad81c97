import type { ViewedLine } from './list-views.ts';

/** A sentence that was broken over lines, put together again; `number` is that of its first line. */
export interface JoinedText {
  readonly number: number;
  readonly text: string;
}

const JOINED_CAP = 2000;
const OBJECT_LINES_CAP = 40;

/** Lines that a terminal or a mail program wrapped, and objects printed over several lines. Neighbours only. */
export function joinLines(lines: readonly ViewedLine[]): readonly JoinedText[] {
  return lines.flatMap((line, index) => {
    const joined: JoinedText[] = [];
    const next = lines[index + 1];
    if (next !== undefined && isWrapped(line, next))
      joined.push({ number: line.number, text: `${line.read.message.trimEnd()} ${next.text.trimStart()}`.slice(0, JOINED_CAP) });
    const object = joinObject(lines, index);
    if (object !== undefined) joined.push({ number: line.number, text: object });
    return joined;
  });
}

/** The next line goes on in the middle of a sentence. */
function isWrapped(line: ViewedLine, next: ViewedLine): boolean {
  if (next.number !== line.number + 1 || next.read.isHead || line.views.length === 0 || next.views.length === 0) return false;
  const before = line.read.message.trimEnd();
  const after = next.text.trimStart();
  if (before.length < 20 || after === '' || /[.;{}[\]>]$/u.test(before)) return false;
  return /^[a-z0-9'"`(/:,]/u.test(after) && !/^(?:at |file:|"[\w-]+" ?:|npm |error|warning|https?:)/u.test(after);
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
