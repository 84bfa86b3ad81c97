import type { ParsedConfig, Position, Redactor } from '../model/index.ts';
import { endOfLine, indexLines, startOfLine } from '../text/locate.ts';

const LONGEST_QUOTE = 300;
/** Lines up to here are redacted whole; of longer ones a stretch is taken, so that hostile files cost little. */
const LONGEST_LINE = 2000;
const STRETCH = 1500;

const positions = new WeakMap<ParsedConfig, (offset: number) => Position>();
const quotes = new WeakMap<Redactor, Map<string, string>>();

/** Line and column of an offset; the line starts of a file are collected once. */
export function placeOf(parsed: ParsedConfig, offset: number): Position {
  const known = positions.get(parsed) ?? indexLines(parsed.text);
  positions.set(parsed, known);
  return known(offset);
}

/** The line around an offset, trimmed, redacted and cut to 300 characters. */
export function quoteLine(parsed: ParsedConfig, offset: number, redactor: Redactor): string {
  const { text } = parsed;
  const start = startOfLine(text, offset);
  const end = endOfLine(text, offset);
  if (end - start > LONGEST_LINE) return quoteStretch(text.slice(offset, Math.min(end, offset + STRETCH)), redactor);
  const line = text.slice(start, end);
  const known = quotes.get(redactor) ?? new Map<string, string>();
  quotes.set(redactor, known);
  const quote = known.get(line) ?? redactor.text(line.trim()).slice(0, LONGEST_QUOTE);
  known.set(line, quote);
  return quote;
}

// The stretch may end within a secret, which is then not recognised: unless enough was cut off, its end goes.
function quoteStretch(stretch: string, redactor: Redactor): string {
  const shown = redactor.text(stretch);
  return shown.slice(0, Math.max(0, Math.min(LONGEST_QUOTE, shown.length - LONGEST_QUOTE)));
}
