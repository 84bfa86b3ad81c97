import type { Span } from '../model/index.ts';
import { endOfLine, startOfLine, startOfNextLine } from './locate.ts';
import { splice } from './issue-list.ts';
import type { Splice } from './splice.ts';

/** The lines a span touches, with their line end; at the end of a file without final line end, the line end before them. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const from = startOfLine(text, start);
  const until = startOfNextLine(text, end);
  if (until === text.length && !text.endsWith('\n') && from > 0) return { start: endOfLineBefore(text, from), end: until };
  return { start: from, end: until };
}

/** Inserts lines after the line that holds `offset`. `lines` carries no final line end; the file's own habit is kept. */
export function insertLinesAfter(text: string, offset: number, lines: string, eol: string): Splice {
  const end = endOfLine(text, offset);
  return splice(end, end, eol + lines);
}

function endOfLineBefore(text: string, lineStart: number): number {
  return text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
}
