import type { ConfigMember, ConfigNode } from '../model/index.ts';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';
import type { TomlFault } from './scan-toml-string.ts';
import { scanTomlString } from './scan-toml-string.ts';

/** Thrown by the scanner where the text cannot be followed; caught per statement, never leaves `scanToml`. */
export interface Unreadable {
  readonly unreadableAt: number;
}

export interface TomlScan {
  readonly text: string;
  readonly faults: TomlFault[];
  nodes: number;
}

export interface TomlKeyPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const BARE_KEY = /[A-Za-z0-9_-]/;
const WORD_END = /[\s,\]}#]/;
const FOREIGN_WORDS: Readonly<Record<string, string>> = { True: 'true', TRUE: 'true', False: 'false', FALSE: 'false' };
const SMART = '“”„‟‘’';

export function fail(at: number): never {
  const reason: Unreadable = { unreadableAt: at };
  throw reason;
}

/** A dotted key and the offset behind it. */
export function scanKey(scan: TomlScan, from: number): { readonly parts: readonly TomlKeyPart[]; readonly end: number } {
  const { text } = scan;
  const parts: TomlKeyPart[] = [];
  let at = from;
  for (;;) {
    at = skipBlanks(text, at);
    const start = at;
    if (text[at] === '"' || text[at] === "'") {
      const string = scanTomlString(text, at) ?? fail(at);
      if (string.fault !== undefined) scan.faults.push(string.fault);
      parts.push({ name: string.value, start, end: string.end });
      at = string.end;
    } else {
      while (BARE_KEY.test(text[at] ?? '')) at += 1;
      if (at === start) fail(at);
      parts.push({ name: text.slice(start, at), start, end: at });
    }
    const next = skipBlanks(text, at);
    if (text[next] !== '.' || parts.length >= MAX_DEPTH) return { parts, end: at };
    at = next + 1;
  }
}

export function scanValue(scan: TomlScan, from: number, depth: number): ConfigNode {
  const { text } = scan;
  scan.nodes += 1;
  if (depth > MAX_DEPTH || scan.nodes > MAX_NODES) fail(from);
  const char = text[from] ?? '';
  if (char === '"' || char === "'") {
    const string = scanTomlString(text, from) ?? fail(from);
    if (string.fault !== undefined) scan.faults.push(string.fault);
    return { kind: 'value', span: { start: from, end: string.end }, value: string.value };
  }
  if (char === '[') return scanArray(scan, from, depth);
  if (char === '{') return scanInlineTable(scan, from, depth);
  if (char !== '' && SMART.includes(char)) return scanSmartQuotes(scan, from);
  return scanWord(scan, from);
}

function scanArray(scan: TomlScan, start: number, depth: number): ConfigNode {
  const items: ConfigNode[] = [];
  let at = skipVoid(scan.text, start + 1);
  while (scan.text[at] !== ']') {
    const item = scanValue(scan, at, depth + 1);
    items.push(item);
    at = skipVoid(scan.text, item.span.end);
    if (scan.text[at] === ',') at = skipVoid(scan.text, at + 1);
    else if (scan.text[at] !== ']') fail(at);
  }
  return { kind: 'array', span: { start, end: at + 1 }, items };
}

function scanInlineTable(scan: TomlScan, start: number, depth: number): ConfigNode {
  const members: ConfigMember[] = [];
  let at = skipVoid(scan.text, start + 1);
  while (scan.text[at] !== '}') {
    const { parts, end } = scanKey(scan, at);
    at = skipBlanks(scan.text, end);
    if (scan.text[at] !== '=') fail(at);
    const node = scanValue(scan, skipBlanks(scan.text, at + 1), depth + parts.length);
    addDotted(members, parts, node);
    at = skipVoid(scan.text, node.span.end);
    if (scan.text[at] === ',') at = skipVoid(scan.text, at + 1);
    else if (scan.text[at] !== '}') fail(at);
  }
  return { kind: 'object', span: { start, end: at + 1 }, members };
}

function addDotted(members: ConfigMember[], parts: readonly TomlKeyPart[], node: ConfigNode): void {
  const [first, ...rest] = parts;
  if (first === undefined) return;
  const keySpan = { start: first.start, end: first.end };
  if (rest.length === 0) {
    members.push({ key: first.name, keySpan, node });
    return;
  }
  const index = members.findIndex((member) => member.key === first.name);
  const old = members[index]?.node;
  const inner: ConfigMember[] = old?.kind === 'object' ? [...old.members] : [];
  addDotted(inner, rest, node);
  const table: ConfigNode = { kind: 'object', span: { start: old?.span.start ?? first.start, end: node.span.end }, members: inner };
  if (index === -1) members.push({ key: first.name, keySpan, node: table });
  else members[index] = { key: first.name, keySpan: members[index]?.keySpan ?? keySpan, node: table };
}

function scanSmartQuotes(scan: TomlScan, start: number): ConfigNode {
  const { text } = scan;
  let end = start + 1;
  while (end < text.length && !`${SMART}"\n`.includes(text[end] ?? '')) end += 1;
  if (text[end] === '\n' || end >= text.length) fail(start);
  const value = text.slice(start + 1, end);
  const message = 'typographic quotes stand here; TOML takes only straight ones';
  scan.faults.push({ kind: 'smart-quotes', message, start, end: end + 1, repair: { span: { start, end: end + 1 }, text: JSON.stringify(value) } });
  return { kind: 'value', span: { start, end: end + 1 }, value };
}

function scanWord(scan: TomlScan, start: number): ConfigNode {
  const { text } = scan;
  let end = start;
  while (end < text.length && !WORD_END.test(text[end] ?? '')) end += 1;
  // A date may have a space before its time of day.
  if (/^\d{4}-\d\d-\d\d$/.test(text.slice(start, end)) && /^ \d\d:/.test(text.slice(end, end + 4))) {
    end += 1;
    while (end < text.length && !WORD_END.test(text[end] ?? '')) end += 1;
  }
  if (end === start) fail(start);
  const word = text.slice(start, end);
  return { kind: 'value', span: { start, end }, value: readWord(scan, word, start, end) };
}

function readWord(scan: TomlScan, word: string, start: number, end: number): boolean | number | string {
  if (word === 'true' || word === 'false') return word === 'true';
  const foreign = Object.hasOwn(FOREIGN_WORDS, word) ? FOREIGN_WORDS[word] : undefined;
  if (foreign !== undefined) {
    scan.faults.push({
      kind: 'syntax',
      message: `${word} is not a word of TOML; it is written ${foreign}`,
      start,
      end,
      repair: { span: { start, end }, text: foreign },
    });
    return foreign === 'true';
  }
  if (/^[+-]?inf$/.test(word)) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^[+-]?nan$/.test(word)) return Number.NaN;
  if (/^\d{4}-\d\d|^\d\d:\d\d/.test(word)) return word;
  const number = word.length > 400 ? Number.NaN : Number(word.replaceAll('_', ''));
  if (/^[+-]?[0-9]/.test(word) && !Number.isNaN(number)) return number;
  const message = /^null$|^nil$|^None$/.test(word) ? 'TOML has no null; leave the line out instead' : 'a text without quotes stands here in place of a value';
  const quotable =
    /^[A-Za-z@/.~_][\w@/.~-]*$/.test(word) && !/^(?:null|nil|None)$/.test(word) && /^[ \t]*(?:[\r\n,\]}#]|$)/.test(scan.text.slice(end, end + 40));
  scan.faults.push({ kind: 'syntax', message, start, end, ...(quotable ? { repair: { span: { start, end }, text: `"${word}"` } } : {}) });
  return word;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

/** Behind blanks, line ends and comments. */
export function skipVoid(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = text[at];
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r') at += 1;
    else if (char === '#') at = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
    else return at;
  }
}
