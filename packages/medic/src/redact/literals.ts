import { listForms, SHORTEST_SECRET } from './encodings.ts';
import type { Ranges } from './ranges.ts';

/** How much of a long secret's beginning or end already counts as the secret. */
const WINDOW = 16;
/** Only secrets this long are searched by their beginning and end, and across line breaks. */
const LONG = 24;
/** No set-up has more; a hostile file must not make us search for millions. */
const MOST_SECRETS = 5000;
const SHORTEST_WRAPPED = 12;
/** Passwords so common that masking them would mask package names and hosts instead. */
const TOO_COMMON = new Set(
  'password postgres postgresql localhost changeme example default secret production development staging username database undefined'.split(' '),
);

interface Needle {
  readonly text: string;
  /** The whole form; the match grows along it beyond `text`. */
  readonly full: string;
  readonly grows: 'no' | 'forward' | 'backward';
  /** A plain word must not be cut out of a longer word. */
  readonly isWord: boolean;
}

export interface Literals {
  readonly learn: (secret: string) => void;
  readonly find: (text: string, ranges: Ranges) => void;
}

/** Searches many known secrets in all their forms at once, in one pass over the text. */
export function createLiterals(): Literals {
  const known = new Set<string>();
  const byStart = new Map<number, Needle[]>();
  // One byte per hash of six characters: most places of a text are dismissed by one look-up.
  const seen = new Uint8Array(65_536);

  function add(needle: Needle): void {
    const hash = hashSix(needle.text);
    seen[hash] = 1;
    const bucket = byStart.get(hash) ?? [];
    bucket.push(needle);
    byStart.set(hash, bucket);
  }

  function learn(secret: string): void {
    const value = secret.trim();
    if (value.length < SHORTEST_SECRET || known.has(value) || known.size >= MOST_SECRETS || TOO_COMMON.has(value.toLowerCase())) return;
    known.add(value);
    for (const form of listForms(value)) {
      const isWord = form === value && form.length < 12 && /^[A-Za-z]+$/.test(form);
      const isToken = form.length >= LONG && /^[\w.~+/=%-]+$/.test(form);
      if (!isToken) add({ text: form, full: form, grows: 'no', isWord });
      else {
        add({ text: form.slice(0, WINDOW), full: form, grows: 'forward', isWord: false });
        add({ text: form.slice(-WINDOW), full: form, grows: 'backward', isWord: false });
      }
    }
    for (const line of value.split(/[\r\n]+/)) if (line !== value && line.trim().length >= SHORTEST_WRAPPED) learn(line);
  }

  function scan(text: string, shortest: number, found: (start: number, end: number) => void): void {
    if (known.size === 0) return;
    let done = 0;
    let hash = 0;
    for (let last = 0; last < text.length; last += 1) {
      hash = rollHash(hash, text.charCodeAt(last));
      if (seen[hash] === 0) continue;
      const at = last - SHORTEST_SECRET + 1;
      if (at < done) continue;
      let longest = 0;
      for (const needle of byStart.get(hash) ?? []) {
        if (needle.text.length < shortest || !text.startsWith(needle.text, at)) continue;
        if (needle.isWord && (isLetter(text, at - 1) || isLetter(text, at + needle.text.length))) continue;
        // Forms may share their beginning (upper and lower hexadecimal digits), so all of them are tried.
        const [start, end] = grow(text, at, needle, done);
        if (end <= done) continue;
        found(start, end);
        longest = Math.max(longest, end);
      }
      done = Math.max(done, longest);
    }
  }

  function find(text: string, ranges: Ranges): void {
    scan(text, SHORTEST_SECRET, (start, end) => ranges.push([start, end]));
    if (known.size === 0 || !/[\r\n]/.test(text)) return;
    const joined = joinLines(text);
    scan(joined.text, SHORTEST_WRAPPED, (start, end) => ranges.push([joined.toOriginal(start), joined.toOriginal(end - 1) + 1]));
  }

  return { learn, find };
}

function grow(text: string, at: number, needle: Needle, done: number): readonly [number, number] {
  const { full } = needle;
  let start = at;
  let end = at + needle.text.length;
  if (needle.grows === 'forward') for (let i = needle.text.length; i < full.length && text[end] === full[i]; i += 1) end += 1;
  if (needle.grows === 'backward') for (let i = full.length - needle.text.length - 1; i >= 0 && start > done && text[start - 1] === full[i]; i -= 1) start -= 1;
  return [start, end];
}

function hashSix(text: string): number {
  let hash = 0;
  for (let i = 0; i < SHORTEST_SECRET; i += 1) hash = rollHash(hash, text.charCodeAt(i));
  return hash;
}

// Sixteen bits, three per step: after six characters the first has left, so one step per character moves the window along.
function rollHash(hash: number, code: number): number {
  return ((hash << 3) ^ code) & 0xffff;
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[A-Za-z0-9]/.test(text.charAt(at));
}

/** The text without its line breaks and the white space around them: wrapped output breaks a secret in two. */
function joinLines(text: string): { readonly text: string; readonly toOriginal: (at: number) => number } {
  const parts: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end += 1;
    let from = at;
    let to = end;
    while (from < to && isBlank(text, from)) from += 1;
    while (to > from && isBlank(text, to - 1)) to -= 1;
    if (to > from) {
      parts.push(text.slice(from, to));
      starts.push(length);
      origins.push(from);
      length += to - from;
    }
    at = end + 1;
  }
  return { text: parts.join(''), toOriginal: (place) => findOrigin(starts, origins, place) };
}

function findOrigin(starts: readonly number[], origins: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return (origins[low] ?? 0) + place - (starts[low] ?? 0);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}
