import type { SyntaxIssue } from '../model/index.ts';
import type { Splice } from './splice.ts';

export interface TomlFault {
  readonly kind: SyntaxIssue['kind'];
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly repair?: Splice;
}

export interface TomlString {
  readonly end: number;
  readonly value: string;
  readonly fault?: TomlFault;
}

const PLAIN: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b', '"': '"', '\\': '\\' };
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Scans one of the four kinds of TOML string at `start`; `undefined` when it is not closed. */
export function scanTomlString(text: string, start: number): TomlString | undefined {
  const quote = text[start] ?? '';
  if (text.startsWith(quote.repeat(3), start)) return scanMultiLine(text, start, quote);
  const lineEnd = text.indexOf('\n', start) === -1 ? text.length : text.indexOf('\n', start);
  for (let at = start + 1; at < lineEnd; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return finish(text, start + 1, at, at + 1, quote);
  }
  // `"C:\dir\"`: the last quote is escaped by a backslash that was meant as part of the path.
  const path = quote === '"' ? /^"[A-Za-z]:\\[^"]{0,1000}\\"(?=[\s,\]}]|$)/.exec(text.slice(start, lineEnd)) : null;
  return path === null ? undefined : finish(text, start + 1, start + path[0].length - 1, start + path[0].length, quote);
}

function scanMultiLine(text: string, start: number, quote: string): TomlString | undefined {
  const fence = quote.repeat(3);
  let at = start + 3;
  while (at < text.length && !text.startsWith(fence, at)) at += text[at] === '\\' && quote === '"' ? 2 : 1;
  if (at >= text.length) return undefined;
  // Up to two quotes may stand right before the closing three.
  let end = at + 3;
  for (let more = 0; more < 2 && text[end] === quote; more += 1) end += 1;
  let from = start + 3;
  if (text.startsWith('\r\n', from)) from += 2;
  else if (text[from] === '\n') from += 1;
  return finish(text, from, end - 3, end, fence);
}

function finish(text: string, from: number, to: number, end: number, quote: string): TomlString {
  const raw = text.slice(from, to);
  if (!quote.startsWith('"') || !raw.includes('\\')) return { end, value: raw };
  const { value, bad } = decode(raw, quote.length === 3);
  if (bad === -1) return { end, value };
  const fixed = quote.length === 1 ? doubleBackslashes(raw) : undefined;
  const repair = fixed === undefined ? {} : { repair: { span: { start: from, end: to }, text: fixed } };
  const message = "a backslash in a string in double quotes must be written twice: \\\\ (in single quotes '…' it may stand alone)";
  return {
    end,
    value: fixed === undefined ? value : decode(fixed, false).value,
    fault: { kind: 'unescaped-backslash', message, start: from + bad, end: from + bad + 1, ...repair },
  };
}

function decode(raw: string, multiLine: boolean): { readonly value: string; readonly bad: number } {
  let value = '';
  let bad = -1;
  let copied = 0;
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', copied)) {
    value += raw.slice(copied, at);
    const next = raw[at + 1] ?? '';
    const hex = HEX_LENGTH[next];
    const digits = hex === undefined ? '' : raw.slice(at + 2, at + 2 + hex);
    const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === hex ? Number.parseInt(digits, 16) : -1;
    const trimmed = multiLine ? /^[ \t]{0,1000}\r?\n\s*/.exec(raw.slice(at + 1)) : null;
    if (Object.hasOwn(PLAIN, next)) {
      value += PLAIN[next] ?? '';
      copied = at + 2;
    } else if (code !== -1 && code <= 0x10ffff) {
      value += String.fromCodePoint(code);
      copied = at + 2 + digits.length;
    } else if (trimmed !== null) copied = at + 1 + trimmed[0].length;
    else {
      if (bad === -1) bad = at;
      value += '\\';
      copied = at + 1;
    }
  }
  return { value: value + raw.slice(copied), bad };
}

/** A text with one wrong escape is a Windows path as a rule; then every single backslash of it is meant as one. */
function doubleBackslashes(raw: string): string {
  const isPath = /(?:^|[^A-Za-z])[A-Za-z]:\\|^\\\\|^%/.test(raw);
  return raw.replaceAll(/\\\\|\\"|\\(.?)/gs, (whole: string, next: string | undefined) => {
    if (next === undefined) return whole;
    return !isPath && Object.hasOwn(PLAIN, next) ? whole : `\\\\${next}`;
  });
}
