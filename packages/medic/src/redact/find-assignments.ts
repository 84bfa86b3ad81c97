import { makeCharSet, readUntil } from './characters.ts';
import { isMixed, looksLikeToken, looksRandom } from './looks.ts';
import { findPlaceholder, isReference } from './placeholder.ts';
import { isMarkerAt, type Ranges } from './ranges.ts';
import { isDoubtfulName, isSecretName } from './secret-names.ts';

const LONGEST_NAME = 64;
const LONGEST_VALUE = 8192;
/** After so many candidates nobody weighs any more: all that follow are replaced, so that hostile text costs linear time. */
const WEIGHED = 2000;
/** What stands after `token:` in a sentence. */
const PROSE = new Set(
  'undefined null none true false missing required invalid expired unexpected expected illegal unknown empty redacted hidden string number object boolean array authentication authorization failed failure denied rejected provided revoked present absent disabled enabled bearer basic digest optional error errors value values cannot please should unauthorized forbidden'.split(
    ' ',
  ),
);

/** Secrets that stand behind their name: `TOKEN=…`, `"apiKey": "…"`, `x-api-key: …`, `?access_token=…`. */
export function findAssignments(text: string, ranges: Ranges): void {
  let weighed = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 61 && code !== 58) continue;
    const name = readNameBefore(text, at);
    if (name === '') continue;
    const { isSure, isDoubtful } = judgeName(name);
    if (!isSure && !isDoubtful) continue;
    const found = readValueAfter(text, at + 1, /authorization|cookie/i.test(name));
    if (found === undefined || isMarkerAt(text, found.start)) continue;
    weighed += 1;
    const isAssigned = code === 61 || found.isQuoted;
    if (weighed < WEIGHED && !mayBeSecret(text, found, { isSure, isAssigned, before: at - name.length })) continue;
    ranges.push([found.start, found.end]);
    at = found.end - 1;
  }
}

const judged = new Map<string, { readonly isSure: boolean; readonly isDoubtful: boolean }>();

// The same few names come again and again in logs; the memory is emptied before foreign names can fill it.
function judgeName(name: string): { readonly isSure: boolean; readonly isDoubtful: boolean } {
  const known = judged.get(name);
  if (known !== undefined) return known;
  if (judged.size > 500) judged.clear();
  const fresh = { isSure: isSecretName(name), isDoubtful: isDoubtfulName(name) };
  judged.set(name, fresh);
  return fresh;
}

/** Secrets that follow their flag: `--api-key VALUE`, and the same in a JSON list. */
export function findFlags(text: string, ranges: Ranges): void {
  let weighed = 0;
  let next = 0;
  for (let at = text.indexOf('--'); at >= 0; at = text.indexOf('--', next)) {
    let end = at + 2;
    while (end < text.length && end - at < LONGEST_NAME && isNameCode(text.charCodeAt(end))) end += 1;
    next = end;
    if (text.startsWith(' -', end) || !judgeName(text.slice(at + 2, end)).isSure) continue;
    weighed += 1;
    const gap = /^(?:["'],?[ \t]{0,8}\r?\n?[ \t]{0,40}["']|[ \t]{1,8}["']?)/.exec(text.slice(end, end + 64));
    if (gap === null) continue;
    const start = end + gap[0].length;
    const length = /^[^\s"',;\])}]{1,4096}/.exec(text.slice(start, start + 4096))?.[0].length ?? 0;
    const value = text.slice(start, start + length);
    if (weighed >= WEIGHED) {
      ranges.push([start, start + length]);
      continue;
    }
    if (length < 6 || value.startsWith('-') || isMarkerAt(text, start) || PROSE.has(value.toLowerCase())) continue;
    if (isReference(value) || findPlaceholder(value, true) !== undefined) continue;
    if (/^[a-z]+$/.test(value) && gap[0].trim() === '' && length < 12) continue;
    ranges.push([start, start + length]);
  }
}

interface ValueAt {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

function mayBeSecret(text: string, at: ValueAt, by: { readonly isSure: boolean; readonly isAssigned: boolean; readonly before: number }): boolean {
  const value = text.slice(at.start, at.end);
  if (value.length < 6 || PROSE.has(value.toLowerCase()) || isReference(value) || findPlaceholder(value, true) !== undefined) return false;
  if (looksLikeToken(value)) return true;
  if (!by.isSure) return looksRandom(value) || (value.length >= 16 && isMixed(value));
  if (isPathOrUrl(value) || /^[A-Z][A-Z_]+$/.test(value) || /^<|^\*+$/.test(value)) return false;
  if (by.isAssigned) return true;
  // A sentence: "Invalid token: abc" names no secret unless the value looks like one or is all that follows.
  if (/\d|[a-z][A-Z]|[^\w\s.,'-]/.test(value) || value.length >= 20) return true;
  if (/(?:unexpected|invalid|illegal|expected|unknown|bad|missing) $/i.test(text.slice(Math.max(0, by.before - 14), by.before))) return false;
  return at.end >= text.length || text.charCodeAt(at.end) === 10 || text.charCodeAt(at.end) === 13;
}

function isPathOrUrl(value: string): boolean {
  return /^(?:~|\.{0,2})[/\\][\w.@ -]+[/\\.]/.test(value) || /^[A-Za-z]:[/\\]/.test(value) || /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value);
}

// Reads backwards over an optional quote and blanks, so that each character is looked at once per separator at most.
function readNameBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && at - end < 3 && isNameEdge(text.charCodeAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && isNameCode(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

function readValueAfter(text: string, from: number, isHeader: boolean): ValueAt | undefined {
  let start = from;
  while (start < text.length && start - from < 4 && isOneOf(text.charCodeAt(start), ' \t')) start += 1;
  let escapes = '';
  if (text.charAt(start) === '\\' && isOneOf(text.charCodeAt(start + 1), '"\'')) {
    escapes = '\\';
    start += 1;
  }
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'" || quote === '`') {
    const from = skipScheme(text, start + 1, isHeader);
    const end = text.slice(from, from + LONGEST_VALUE).search(QUOTE_ENDS[`${escapes}${quote}`] ?? /["\n]/);
    return { start: from, end: end < 0 ? Math.min(text.length, from + LONGEST_VALUE) : from + end, isQuoted: true };
  }
  start = skipScheme(text, start, isHeader);
  const end = readUntil(text, start, start + LONGEST_VALUE, isHeader ? HEADER_STOPS : VALUE_STOPS);
  return end === start ? undefined : { start, end, isQuoted: false };
}

const HEADER_STOPS = makeCharSet('\r\n"\'`');
const VALUE_STOPS = makeCharSet(' \t\r\n"\'`,;&|<>(){}[]\\');
const QUOTE_ENDS: Readonly<Record<string, RegExp>> = {
  '"': /["\n]/,
  "'": /['\n]/,
  '`': /[`\n]/,
  '\\"': /\\|["\n]/,
  "\\'": /\\|['\n]/,
};

// The scheme word stays: whether it is there is what a person must see.
function skipScheme(text: string, start: number, isHeader: boolean): number {
  if (!isHeader) return start;
  return (
    start +
    (/^(?:Bearer|Basic|Token|ApiKey|Digest|Negotiate|AWS4-HMAC-SHA256)[ \t]{1,8}(?:Bearer[ \t]{1,8})?/i.exec(text.slice(start, start + 48))?.[0].length ?? 0)
  );
}

function isOneOf(code: number, characters: string): boolean {
  return !Number.isNaN(code) && characters.includes(String.fromCharCode(code));
}

function isNameEdge(code: number): boolean {
  return code === 32 || code === 34 || code === 39 || code === 92 || code === 96;
}

function isNameCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}
