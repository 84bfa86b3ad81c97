import { showKey, splice } from './issue-list.ts';
import type { JsonReader } from './json-reader.ts';
import { advance, complainSoftly } from './json-reader.ts';
import { lineEndOf } from './locate.ts';
import type { JsonToken } from './scan-json.ts';
import type { Splice } from './splice.ts';

const MAX_INDENT = 400;

/** Ends a container: at its own bracket, or without one where the text shows that it must be closed. */
export function closeContainer(reader: JsonReader, open: JsonToken, closer: '}' | ']', comma: JsonToken | undefined): number | 'extra' {
  const token = reader.next;
  const valueEnd = comma === undefined ? reader.lastEnd : reader.text.slice(0, comma.start).trimEnd().length;
  const dropComma = (): void => {
    if (comma !== undefined)
      reader.list.add(
        'trailing-comma',
        `a comma stands after the last entry, before the ${closer}`,
        comma.start,
        comma.end,
        splice(comma.start, comma.end, ''),
      );
  };
  const name = open.start === open.end ? 'the { missing at the start of the file' : `the ${open.value} opened in line ${reader.list.lineOf(open.start)}`;
  if (token.kind === 'end') {
    dropComma();
    const at = reader.lastEnd;
    const message = open.start === open.end ? `the ${closer} that closes the file is missing` : `${name} is never closed: a ${closer} is missing`;
    complainBracket(reader, message, at, splice(at, at, closerText(reader, open, closer)));
    return at;
  }
  if (token.kind === 'string' || token.kind === 'word') {
    reader.carriedComma = comma;
    complainBracket(
      reader,
      `${name} is not closed before ${showKey(token.value)}: a ${closer} is missing`,
      valueEnd,
      splice(valueEnd, valueEnd, closerText(reader, open, closer)),
    );
    return valueEnd;
  }
  if (token.kind === closer) {
    if (reader.mode === 'indent' && isFirstOnLine(reader, token)) {
      const own = columnOf(reader, open);
      const here = columnOf(reader, token);
      const around = reader.stack.slice(0, -1);
      if (here < own && around.some((outer) => columnOf(reader, outer) === here)) {
        dropComma();
        complainBracket(
          reader,
          `${name} is not closed before this ${closer}: a ${closer} is missing`,
          reader.lastEnd,
          splice(reader.lastEnd, reader.lastEnd, closerText(reader, open, closer)),
        );
        return reader.lastEnd;
      }
      if (here > own && isFirstOnLine(reader, open, true)) return dropExtra(reader);
    }
    dropComma();
    return advance(reader).end;
  }
  const encloses = reader.stack.slice(0, -1).some((outer) => (outer.kind === '{') === (token.kind === '}'));
  if (reader.mode === 'swap') {
    dropComma();
    const wrong = advance(reader);
    complainBracket(reader, `${name} is closed with ${wrong.value} in place of ${closer}`, wrong.start, splice(wrong.start, wrong.end, closer), wrong.end);
    return wrong.end;
  }
  if (!encloses) return dropExtra(reader);
  dropComma();
  complainBracket(
    reader,
    `${name} is not closed before this ${token.value}: a ${closer} is missing`,
    reader.lastEnd,
    splice(reader.lastEnd, reader.lastEnd, closerText(reader, open, closer)),
  );
  return reader.lastEnd;
}

function dropExtra(reader: JsonReader): 'extra' {
  const extra = advance(reader);
  complainBracket(reader, `this ${extra.value} closes nothing`, extra.start, splice(...wholeLine(reader, extra), ''), extra.end);
  return 'extra';
}

/** A closing bracket on a line of its own when the container spans lines, else right after the last value. */
function closerText(reader: JsonReader, open: JsonToken, closer: string): string {
  const { text, lastEnd, list } = reader;
  if (list.lineOf(open.start) === list.lineOf(lastEnd)) return closer;
  const start = list.lineStart(open.start);
  return lineEndOf(text) + text.slice(start, start + columnOf(reader, open)) + closer;
}

/** True where a key shows by its place that the container around it should have ended. */
export function endsByIndent(reader: JsonReader, open: JsonToken, token: JsonToken): boolean {
  if (reader.mode !== 'indent' || reader.stack.length < 2 || token.kind !== 'string' || !isFirstOnLine(reader, token)) return false;
  return reader.list.lineOf(token.start) > reader.list.lineOf(open.start) && columnOf(reader, token) <= columnOf(reader, open);
}

function columnOf(reader: JsonReader, token: JsonToken): number {
  const start = reader.list.lineStart(token.start);
  let at = start;
  while (at < start + MAX_INDENT && (reader.text[at] === ' ' || reader.text[at] === '\t')) at += 1;
  return at - start;
}

/** `open` counts as first also when its key stands before it on the line. */
function isFirstOnLine(reader: JsonReader, token: JsonToken, afterKey: boolean = false): boolean {
  const before = reader.text.slice(reader.list.lineStart(token.start), token.start);
  return afterKey ? !/[{[]/.test(before) : before.trim() === '';
}

/** The token and, when it stands alone on its line, the line. */
export function wholeLine({ text, list }: JsonReader, token: JsonToken): [number, number] {
  const lineStart = list.lineStart(token.start);
  const blankBefore = text.slice(lineStart, token.start).trim() === '';
  if (!blankBefore || lineStart === 0 || !/^[ \t]*(?:\r?\n|$)/.test(text.slice(token.end, token.end + 200))) return [token.start, token.end];
  return [text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1, token.end];
}

function complainBracket(reader: JsonReader, message: string, start: number, repair: Splice, end: number = start): void {
  reader.brackets = true;
  complainSoftly(reader, message, start, repair, end);
}
