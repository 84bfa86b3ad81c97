import type { SyntaxIssue } from '../model/index.ts';
import type { Splice } from './splice.ts';

/** A fault within one string; offsets are absolute. */
interface StringFault {
  readonly kind: SyntaxIssue['kind'];
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly repair?: Splice;
}

export interface ScannedString {
  readonly end: number;
  /** Decoded as well as the faults allow. */
  readonly value: string;
  readonly faults: readonly StringFault[];
}

const PLAIN_ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const SMART_DOUBLE = '“”„‟″＂«»';
const SMART_SINGLE = '‘’‚‛′';
/** How far a string with a line break in it is followed to find its end. */
const LOOK_AHEAD = 4096;

export function isQuote(char: string): boolean {
  return char !== '' && (char === '"' || char === "'" || char === '`' || SMART_DOUBLE.includes(char) || SMART_SINGLE.includes(char));
}

/** Scans a string that starts with any kind of quote, also one that is not closed, and says what is wrong with it. */
export function scanString(text: string, start: number): ScannedString {
  return text[start] === '"' ? scanDouble(text, start) : scanForeign(text, start);
}

function scanDouble(text: string, start: number): ScannedString {
  let badEscape = false;
  let smartClose = -1;
  let control = -1;
  let lineBreak = -1;
  let acceptedUntil = -1;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      if (smartClose !== -1 && !endsValue(text, at + 1)) return closedBySmartQuote(text, start, smartClose);
      return finish(text, start, at, at + 1, { badEscape, control, lineBreak });
    }
    if (code === 92) {
      const next = text[at + 1] ?? '';
      // `"C:\dir\"`: the backslash that ends a folder is meant as one, or the string would run into the next.
      if (next === '"' && badEscape && endsValue(text, at + 2)) return finish(text, start, at + 1, at + 2, { badEscape, control, lineBreak });
      if (next === 'u' ? !isHex4(text, at + 2) : !Object.hasOwn(PLAIN_ESCAPES, next)) badEscape = true;
      else at += 1;
    } else if (code === 10 && at > acceptedUntil) {
      if (smartClose !== -1) return closedBySmartQuote(text, start, smartClose);
      const close = nextClosingQuote(text, at);
      if (close === -1) return unclosed(text, start, at, badEscape);
      acceptedUntil = close;
      lineBreak = at;
    } else if (code < 32) {
      if (code !== 10 && !(code === 13 && text[at + 1] === '\n') && control === -1) control = at;
    } else if (code > 0xab && smartClose === -1 && SMART_DOUBLE.includes(text[at] ?? '') && endsValue(text, at + 1)) {
      smartClose = at;
    }
  }
  return smartClose === -1 ? unclosed(text, start, text.length, badEscape) : closedBySmartQuote(text, start, smartClose);
}

interface Faulty {
  readonly badEscape: boolean;
  readonly control: number;
  readonly lineBreak: number;
}

function finish(text: string, start: number, contentEnd: number, end: number, { badEscape, control, lineBreak }: Faulty): ScannedString {
  const raw = text.slice(start + 1, contentEnd);
  const faults: StringFault[] = [];
  const whole = badEscape ? doubleBackslashes(raw) : raw;
  if (badEscape) {
    const message = 'a backslash inside a string must be written twice: \\\\';
    const at = start + 1 + firstLoneBackslash(raw);
    faults.push({ kind: 'unescaped-backslash', message, start: at, end: at + 1, ...repairOf(start + 1, contentEnd, escapeControls(whole)) });
  }
  if (control !== -1 && !badEscape) {
    const message = text[control] === '\t' ? 'a tab inside a string must be written \\t' : 'a control character stands inside a string';
    faults.push({
      kind: 'syntax',
      message,
      start: control,
      end: control + 1,
      ...(lineBreak === -1 ? repairOf(start + 1, contentEnd, escapeControls(raw)) : {}),
    });
  }
  if (lineBreak !== -1)
    faults.push({
      kind: 'syntax',
      message: 'a string runs over the end of its line; a line break inside a string is written \\n',
      start: lineBreak,
      end: lineBreak + 1,
    });
  return { end, value: decode(whole), faults };
}

function repairOf(start: number, end: number, text: string): { readonly repair: Splice } {
  return { repair: { span: { start, end }, text } };
}

function unclosed(text: string, start: number, lineEnd: number, badEscape: boolean): ScannedString {
  const line = text.slice(start + 1, lineEnd);
  const pathEnd = /^[A-Za-z]:\\/.test(line) ? /\\"[ \t\r,\]}]*$/.exec(line.slice(-300)) : null;
  if (pathEnd !== null) {
    const quote = start + 1 + Math.max(0, line.length - 300) + pathEnd.index + 1;
    return finish(text, start, quote, quote + 1, { badEscape: true, control: -1, lineBreak: -1 });
  }
  const length = contentLength(line, line.includes('[') || line.includes('{') ? ',' : ',]}');
  const end = start + 1 + length;
  const raw = line.slice(0, length);
  const faults: StringFault[] = [{ kind: 'syntax', message: 'the closing " of this string is missing', start, end, ...repairOf(end, end, '"') }];
  if (badEscape) {
    const at = start + 1 + firstLoneBackslash(raw);
    faults.push({
      kind: 'unescaped-backslash',
      message: 'a backslash inside a string must be written twice: \\\\',
      start: at,
      end: at + 1,
      ...repairOf(start + 1, end, doubleBackslashes(raw)),
    });
  }
  return { end, value: decode(badEscape ? doubleBackslashes(raw) : raw), faults };
}

/** Length of a line's rest without what most likely follows the forgotten quote. */
function contentLength(line: string, closers: string): number {
  let length = line.length;
  while (length > 0 && ` \t\r${closers}`.includes(line[length - 1] ?? '')) length -= 1;
  return length;
}

function closedBySmartQuote(text: string, start: number, close: number): ScannedString {
  const raw = text.slice(start + 1, close);
  const fixed = escapeControls(hasLoneBackslash(raw) ? doubleBackslashes(raw) : raw);
  const fault: StringFault = {
    kind: 'smart-quotes',
    message: `a typographic quote ${text[close] ?? ''} closes this string; JSON takes only the straight "`,
    start: close,
    end: close + 1,
    ...(fixed === raw ? repairOf(close, close + 1, '"') : repairOf(start + 1, close + 1, `${fixed}"`)),
  };
  return { end: close + 1, value: decode(fixed), faults: [fault] };
}

/** A string in single or typographic quotes. */
function scanForeign(text: string, start: number): ScannedString {
  const opener = text[start] ?? '';
  const closers = SMART_DOUBLE.includes(opener) ? `${SMART_DOUBLE}"` : SMART_SINGLE.includes(opener) ? `${SMART_SINGLE}'` : opener;
  const lineEnd = endOfLineWithin(text, start);
  let close = -1;
  for (let at = start + 1; at < lineEnd; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (closers.includes(text[at] ?? '')) {
      if (close === -1) close = at;
      if (endsValue(text, at + 1)) {
        close = at;
        break;
      }
    }
  }
  const smart = SMART_DOUBLE.includes(opener) || SMART_SINGLE.includes(opener);
  const contentEnd = close === -1 ? start + 1 + contentLength(text.slice(start + 1, lineEnd), ',]}') : close;
  const end = close === -1 ? contentEnd : close + 1;
  const inner = text
    .slice(start + 1, contentEnd)
    .replaceAll(/\\?'/g, "'")
    .replaceAll(/\\?"/g, '\\"');
  const fixed = escapeControls(hasLoneBackslash(inner) ? doubleBackslashes(inner) : inner);
  const fault: StringFault = {
    kind: smart ? 'smart-quotes' : 'single-quotes',
    message: smart
      ? `typographic quotes stand here (${opener}); JSON takes only the straight "`
      : `${opener} is not a quote in JSON; strings stand in double quotes`,
    start,
    end,
    ...repairOf(start, end, `"${fixed}"`),
  };
  return { end, value: decode(fixed), faults: [fault] };
}

function endOfLineWithin(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** True when what follows a quote is what follows the end of a string. */
function endsValue(text: string, offset: number): boolean {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at += 1;
  const char = text[at];
  return char === undefined || ',:]}\n'.includes(char) || (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*'));
}

/** For a string with a line break at `from`: where it ends, or -1 when its closing quote was rather forgotten. */
function nextClosingQuote(text: string, from: number): number {
  const part = text.slice(from, from + LOOK_AHEAD);
  const at = part.indexOf('"');
  return at !== -1 && part[at - 1] !== '\\' && endsValue(text, from + at + 1) ? from + at : -1;
}

function isHex4(text: string, start: number): boolean {
  return /^[0-9a-fA-F]{4}$/.test(text.slice(start, start + 4));
}

function firstLoneBackslash(raw: string): number {
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', at + 2)) if (isLone(raw, at)) return at;
  return Math.max(0, raw.indexOf('\\'));
}

function hasLoneBackslash(raw: string): boolean {
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', at + 2)) if (isLone(raw, at)) return true;
  return false;
}

function isLone(raw: string, at: number): boolean {
  const next = raw[at + 1] ?? '';
  return next === 'u' ? !isHex4(raw, at + 2) : !Object.hasOwn(PLAIN_ESCAPES, next);
}

/** In a Windows path every single backslash is meant as one (also `\n` of `C:\new`); elsewhere only those JSON does not know. */
function doubleBackslashes(raw: string): string {
  const isPath = /^(?:\\\\|%\w{1,40}%|\.{1,2}\\)/.test(raw) || /(?:^|[^A-Za-z])[A-Za-z]:\\/.test(raw);
  let out = '';
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw[at] ?? '';
    const next = raw[at + 1] ?? '';
    if (char !== '\\') out += char;
    else if (next === '\\' || next === '"' || (!isPath && !isLone(raw, at))) {
      out += char + next;
      at += 1;
    } else out += '\\\\';
  }
  return out;
}

function escapeControls(raw: string): string {
  return raw.replaceAll(/\p{Cc}/gu, (char) => (char === '\n' ? char : JSON.stringify(char).slice(1, -1)));
}

/** The value of the inside of a JSON string; control characters and line breaks are taken as they are. */
function decode(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (whole, hex: string | undefined, char: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return PLAIN_ESCAPES[char ?? ''] ?? whole;
  });
}
