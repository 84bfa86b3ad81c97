import { makeCharSet, readUntil } from './characters.ts';
import { looksLikeToken, looksRandom } from './looks.ts';
import { findPlaceholder, isReference } from './placeholder.ts';
import { isMarkerAt, type Ranges } from './ranges.ts';

/** What follows "Bearer" in prose and in challenges. */
const BEARER_WORDS = new Set(
  'authentication authorization token tokens realm error scheme header headers auth required credentials credential challenge resource_metadata scope scopes format method methods instead followed missing invalid prefix access should without security security-scheme bearer'.split(
    ' ',
  ),
);

/** After so many candidates nobody weighs any more, so that hostile text costs linear time. */
const WEIGHED = 2000;

/** `Bearer …` and `Basic …` outside of a named header. */
export function findSchemes(text: string, ranges: Ranges): void {
  let weighed = 0;
  for (const match of text.matchAll(/\b(Bearer|Basic)[ \t]{1,4}(?:Bearer[ \t]{1,4})?([\w.~+/=:-]{6,8192})/gi)) {
    const value = match[2] ?? '';
    const start = match.index + match[0].length - value.length;
    weighed += 1;
    if (weighed < WEIGHED) {
      if (isMarkerAt(text, start) || isReference(value) || findPlaceholder(value) !== undefined) continue;
      const isBasic = /^basic/i.test(match[1] ?? '');
      if (isBasic ? !isBasicValue(value) : isBearerProse(value)) continue;
    }
    ranges.push([start, start + value.replace(/[.:]$/, '').length]);
  }
}

function isBearerProse(value: string): boolean {
  const word = value
    .replace(/=.*$/s, '')
    .toLowerCase()
    .replace(/[.:,]+$/, '');
  if (BEARER_WORDS.has(word)) return true;
  // A challenge's parameter: Bearer resource_metadata="https://…".
  return /^[a-z_]+=$/.test(value);
}

function isBasicValue(value: string): boolean {
  if (!/^[\w+/-]{8,}={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(value.slice(0, 4096), 'base64').toString('latin1'));
}

const STOPS = makeCharSet(' \t\r\n\f"\'`<>\\^{}|');
const AUTHORITY_STOPS = makeCharSet(' \t\r\n\f"\'`<>\\^{}|/?#,');
const LONGEST_URL = 16_384;

/** The secret parts of URLs: user and password, and path segments that look random. Telling query names are assignments. */
export function findUrlParts(text: string, ranges: Ranges): void {
  let done = 0;
  let weighed = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    // Paths of files hold hashes of caches, and no secrets.
    if (text.slice(Math.max(0, at - 4), at) === 'file') continue;
    const start = at + 3;
    const authorityEnd = readUntil(text, start, start + 512, AUTHORITY_STOPS);
    const authority = text.slice(start, authorityEnd);
    const sign = authority.lastIndexOf('@');
    if (sign > 0 && (weighed += 1) >= WEIGHED) ranges.push([start, start + sign]);
    else if (sign > 0) addUserInfo(authority.slice(0, sign), start, ranges);
    // A URL within a URL: its path has been looked at with the outer one.
    if (start < done) continue;
    done = readUntil(text, authorityEnd, authorityEnd + LONGEST_URL, STOPS);
    const rest = text.slice(authorityEnd, done);
    const path = rest.slice(0, endOf(rest, /[?#]/));
    let offset = authorityEnd;
    for (const segment of path.split('/')) {
      const trimmed = segment.length < 16 ? '' : segment.replace(/[.,;:)\]]{1,4}$/, '');
      if ((looksRandom(trimmed) || (trimmed.length >= 16 && looksLikeToken(trimmed))) && !isReference(trimmed)) ranges.push([offset, offset + trimmed.length]);
      offset += segment.length + 1;
    }
    addQuery(rest, authorityEnd, ranges);
  }
}

// Assignments cover telling names; here a value that looks random is enough, whatever its name.
function addQuery(rest: string, start: number, ranges: Ranges): void {
  const open = rest.indexOf('?');
  if (open < 0) return;
  let offset = start + open + 1;
  for (const pair of rest.slice(open + 1, endOf(rest, /#/)).split('&')) {
    const value = pair.slice(pair.indexOf('=') + 1);
    if (pair.includes('=') && looksRandom(value)) ranges.push([offset + pair.length - value.length, offset + pair.length]);
    offset += pair.length + 1;
  }
}

function addUserInfo(info: string, start: number, ranges: Ranges): void {
  const colon = info.indexOf(':');
  if (info.startsWith('[redacted, ') || isReference(info) || findPlaceholder(info) !== undefined) return;
  const user = colon < 0 ? info : info.slice(0, colon);
  const password = colon < 0 ? '' : info.slice(colon + 1);
  const userIsSecret = colon < 0 ? !/^[a-z][\w.-]{0,19}$/i.test(user) || looksLikeToken(user) : looksRandom(user) || looksLikeToken(user);
  if (userIsSecret && user !== '') ranges.push([start, start + user.length]);
  if (password !== '' && !isMarkerAt(password, 0) && !isReference(password) && findPlaceholder(password, true) === undefined)
    ranges.push([start + colon + 1, start + info.length]);
}

function endOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? text.length : at;
}
