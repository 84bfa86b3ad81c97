import type { Span } from '../model/index.ts';
import { splice } from './issue-list.ts';
import { indentOf, lineEndOf, startOfLine, startOfNextLine } from './locate.ts';
import type { Splice } from './splice.ts';

/** A collection between brackets whose entries are separated by commas: JSON, TOML inline values, YAML flow style. */
export interface Brackets {
  readonly text: string;
  /** From the opening to behind the closing bracket. */
  readonly span: Span;
  /** Whole entries, key included. */
  readonly entries: readonly Span[];
  readonly comment: '//' | '#';
  /** Written without blanks between tokens. */
  readonly compact: boolean;
  /** An empty collection is opened up into lines of its own. */
  readonly expandEmpty: boolean;
  /** Indentation of a new line in an empty collection. */
  readonly innerIndent: string;
}

/** Adds an entry before the entry `index` (or last). `render` gets the indentation of its line, or `undefined` for one line. */
export function insertEntry(brackets: Brackets, index: number, render: (indent: string | undefined) => string): Splice[] {
  const { text, entries } = brackets;
  if (entries.length === 0) return insertFirst(brackets, render);
  const gap = brackets.compact ? '' : ' ';
  const next = entries[index];
  if (next !== undefined) {
    const own = isFirstOnLine(text, next.start);
    const indent = indentOf(text, next.start);
    return [splice(next.start, next.start, own ? `${render(indent)},${lineEndOf(text)}${indent}` : `${render(undefined)},${gap}`)];
  }
  const last = entries.at(-1) ?? brackets.span;
  const comma = commaAfter(brackets, last.end);
  const own = isFirstOnLine(text, last.start) && startOfLine(text, last.start) > brackets.span.start;
  const indent = own ? indentOf(text, last.start) : undefined;
  const lead = indent === undefined ? gap : lineEndOf(text) + indent;
  const entry = lead + render(indent);
  if (comma !== undefined) return [splice(...at(indent === undefined ? comma + 1 : behindComment(brackets, comma + 1)), `${entry},`)];
  const place = indent === undefined ? last.end : behindComment(brackets, last.end);
  return place === last.end ? [splice(...at(place), `,${entry}`)] : [splice(...at(last.end), ','), splice(...at(place), entry)];
}

function insertFirst({ text, span, innerIndent, expandEmpty, compact }: Brackets, render: (indent: string | undefined) => string): Splice[] {
  const inside = text.slice(span.start + 1, span.end - 1);
  const eol = lineEndOf(text);
  const outer = indentOf(text, span.start);
  if (inside.trim() !== '') {
    const end = span.start + 1 + inside.trimEnd().length;
    return [splice(end, span.end - 1, `${eol}${innerIndent}${render(innerIndent)}${eol}${outer}`)];
  }
  if (expandEmpty || inside.includes('\n')) return [splice(span.start + 1, span.end - 1, `${eol}${innerIndent}${render(innerIndent)}${eol}${outer}`)];
  const pad = text[span.start] === '{' && !compact ? ' ' : '';
  return [splice(span.start + 1, span.end - 1, `${pad}${render(undefined)}${pad}`)];
}

/** Takes an entry out, with its comma and, when it has lines of its own, with those. */
export function removeEntry(brackets: Brackets, index: number): Splice[] {
  const { text, span, entries } = brackets;
  const entry = entries[index];
  if (entry === undefined) return [];
  const comma = commaAfter(brackets, entry.end);
  const before = entries[index - 1];
  const end = comma === undefined ? entry.end : comma + 1;
  if (entries.length === 1 && text.slice(span.start + 1, entry.start).trim() === '' && text.slice(end, span.end - 1).trim() === '') {
    return [splice(span.start + 1, span.end - 1, '')];
  }
  const splices: Splice[] = [];
  if (comma === undefined && before !== undefined) {
    const previous = commaAfter(brackets, before.end);
    if (previous !== undefined) splices.push(splice(previous, previous + 1, ''));
  }
  const behind = behindComment(brackets, end);
  const lineEnds = behind >= text.length || text[behind] === '\n' || text[behind] === '\r';
  if (isFirstOnLine(text, entry.start) && lineEnds) return [...splices, splice(startOfLine(text, entry.start), startOfNextLine(text, behind), '')];
  if (before !== undefined && entries[index + 1] === undefined) return [...splices, splice(behindBlanks(text, entry.start), end, '')];
  let until = end;
  while (text[until] === ' ' || text[until] === '\t') until += 1;
  return [...splices, splice(entry.start, text[until] === '\n' || text[until] === '\r' ? end : until, '')];
}

function at(offset: number): [number, number] {
  return [offset, offset];
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(startOfLine(text, offset), offset).trim() === '';
}

/** Start of the blanks (line ends included) before an offset, but not of a comment line's own end. */
function behindBlanks(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && ' \t\r\n'.includes(text[start - 1] ?? '')) start -= 1;
  if (text[start - 1] === ',') return start;
  return text.slice(start, offset).includes('\n') ? offset : start;
}

/** Offset of the comma that follows an entry, comments between passed over. */
function commaAfter({ text, comment }: Brackets, from: number): number | undefined {
  let offset = from;
  for (;;) {
    while (offset < text.length && ' \t\r\n'.includes(text[offset] ?? '')) offset += 1;
    if (text.startsWith(comment, offset)) offset = startOfNextLine(text, offset);
    else if (comment === '//' && text.startsWith('/*', offset)) offset = endOfBlock(text, offset);
    else return text[offset] === ',' ? offset : undefined;
  }
}

/** Behind a comment that follows on the same line and ends on it; `from` itself when there is none. */
function behindComment({ text, comment }: Brackets, from: number): number {
  let offset = from;
  while (text[offset] === ' ' || text[offset] === '\t') offset += 1;
  if (text.startsWith(comment, offset)) {
    const end = text.indexOf('\n', offset);
    if (end === -1) return text.length;
    return text[end - 1] === '\r' ? end - 1 : end;
  }
  if (comment === '//' && text.startsWith('/*', offset)) {
    const end = endOfBlock(text, offset);
    return text.slice(offset, end).includes('\n') ? from : end;
  }
  return text[offset] === '\n' || text[offset] === '\r' || offset >= text.length ? offset : from;
}

function endOfBlock(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end === -1 ? text.length : end + 2;
}
