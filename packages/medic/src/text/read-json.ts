import type { ConfigMember, ConfigNode, SyntaxIssue } from '../model/index.ts';
import { createIssueList, showKey, splice } from './issue-list.ts';
import { closeContainer, endsByIndent, wholeLine } from './json-brackets.ts';
import type { BracketReading, JsonReader } from './json-reader.ts';
import { advance, complain, complainSoftly, stop } from './json-reader.ts';
import { readWord } from './json-words.ts';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';
import type { JsonToken } from './scan-json.ts';
import { nextToken } from './scan-json.ts';

export interface JsonReading {
  readonly root: ConfigNode | undefined;
  readonly issues: readonly SyntaxIssue[];
  /** Brackets did not match; another reading may explain the text better. */
  readonly brackets: boolean;
}

/** Reads a JSON text with everything people add to it, as far as sensible. Never fails, never calls itself deeper than the limit. */
export function readJson(text: string, mode: BracketReading): JsonReading {
  const list = createIssueList(text);
  const reader: JsonReader = {
    text,
    mode,
    list,
    stack: [],
    next: nextToken(text, 0, list),
    lastEnd: 0,
    nodes: 0,
    brackets: false,
    lost: false,
    stopped: false,
    carriedComma: undefined,
  };
  if (reader.next.kind === 'end') {
    list.add(
      'empty',
      text.trim() === '' ? 'the file is empty; JSON needs at least {}' : 'the file holds no value; JSON needs at least {}',
      0,
      0,
      splice(text.length, text.length, '{}'),
    );
    return { root: undefined, issues: list.issues, brackets: false };
  }
  const root = readRoot(reader);
  if (!reader.stopped) readRest(reader);
  return { root: reader.stopped ? undefined : root, issues: list.issues, brackets: reader.brackets || reader.lost };
}

function readRoot(reader: JsonReader): ConfigNode | undefined {
  const first = reader.next;
  if (first.kind !== 'string' && first.kind !== 'word') return readValue(reader) ?? skipJunk(reader);
  const probe = nextToken(reader.text, first.end, createIssueList(reader.text));
  if (probe.kind !== ':') return readValue(reader);
  reader.list.add(
    'syntax',
    `the { that opens the file is missing before ${showKey(first.value)}`,
    first.start,
    first.start,
    splice(first.start, first.start, '{'),
  );
  return readObject(reader, { kind: '{', start: first.start, end: first.start, value: '' });
}

/** What stands after the end of the root. */
function readRest(reader: JsonReader): void {
  const { list, text } = reader;
  while (reader.next.kind === '}' || reader.next.kind === ']') {
    const extra = advance(reader);
    reader.brackets = true;
    complain(reader, `this ${extra.value} closes nothing: everything is closed before it`, extra.start, extra.end, splice(...wholeLine(reader, extra), ''));
  }
  if (reader.next.kind === 'end' || reader.lost) return;
  const { start, end, kind } = reader.next;
  if (kind === ',' && nextToken(text, end, createIssueList(text)).kind === 'end') {
    list.add('syntax', 'a comma stands after the end of the JSON', start, end, splice(start, end, ''));
    return;
  }
  const isSecond = kind === '{' || kind === '[';
  list.add(
    'syntax',
    isSecond ? 'a second JSON document starts here; a file holds only one' : 'the JSON is closed before this; what follows is not read',
    start,
    end,
  );
  reader.lost = true;
}

/** A value, or `undefined` when none starts at the next token. */
function readValue(reader: JsonReader): ConfigNode | undefined {
  const { next } = reader;
  reader.nodes += 1;
  if (reader.nodes > MAX_NODES) return stop(reader, 'too-large', `the file holds more than ${MAX_NODES} values`);
  if (next.kind === '{' || next.kind === '[') {
    if (reader.stack.length >= MAX_DEPTH) return stop(reader, 'too-deep', `brackets are nested more than ${MAX_DEPTH} deep here`);
    const open = advance(reader);
    return open.kind === '{' ? readObject(reader, open) : readArray(reader, open);
  }
  if (next.kind === 'string') {
    const { start, end, value } = advance(reader);
    const { kind, start: after } = reader.next;
    if (after === end && (kind === 'word' || kind === 'string')) {
      complain(reader, 'text stands outside the quotes here; a " inside a string is written \\"', end, reader.next.end);
      skipLine(reader);
    }
    return { kind: 'value', span: { start, end }, value };
  }
  if (next.kind !== 'word') return undefined;
  const word = advance(reader);
  const alone = !(reader.next.kind === 'word' && !reader.text.slice(word.end, reader.next.start).includes('\n'));
  const before = reader.list.faults();
  const node = readWord(word, alone, reader.list);
  // `npx -y pkg` without quotes: the further words belong to the first.
  if (!alone && reader.list.faults() > before) skipLine(reader);
  return node;
}

function readObject(reader: JsonReader, open: JsonToken): ConfigNode {
  const members: ConfigMember[] = [];
  const lines = new Map<string, number>();
  let comma: JsonToken | undefined;
  let end = open.end;
  reader.stack.push(open);
  while (!reader.stopped) {
    const token = reader.next;
    if (token.kind === '}' || token.kind === ']' || token.kind === 'end' || endsByIndent(reader, open, token)) {
      const closed = closeContainer(reader, open, '}', comma);
      if (closed === 'extra') continue;
      end = closed;
      break;
    }
    if (token.kind === ',') {
      comma = readComma(reader, comma, members.length > 0);
      continue;
    }
    if (token.kind !== 'string' && token.kind !== 'word') {
      unexpected(reader, token.kind === ':' ? 'a : stands here without a key before it' : `a key in double quotes is expected here, not ${token.value}`);
      readValue(reader);
      continue;
    }
    if (members.length > 0 && comma === undefined) missingComma(reader, token);
    comma = undefined;
    const member = readMember(reader);
    // A comma met just before a container turned out to be closed belongs to the container around it.
    comma = reader.carriedComma;
    reader.carriedComma = undefined;
    if (member === undefined) continue;
    const first = lines.get(member.key);
    if (first !== undefined) {
      reader.list.add(
        'duplicate-key',
        `the key ${showKey(member.key)} stands twice in the same object, first in line ${reader.list.lineOf(first)}; only one of them counts`,
        member.keySpan.start,
        member.keySpan.end,
      );
    } else lines.set(member.key, member.keySpan.start);
    members.push(member);
  }
  reader.stack.pop();
  return { kind: 'object', span: { start: open.start, end }, members };
}

function readMember(reader: JsonReader): ConfigMember | undefined {
  const token = advance(reader);
  const { start, end, value: key } = token;
  if (reader.next.kind === ':' || reader.next.kind === '=') {
    if (token.kind === 'word')
      reader.list.add('syntax', `the key ${showKey(key)} has no double quotes around it`, start, end, splice(start, end, JSON.stringify(key)));
    const mark = advance(reader);
    if (mark.kind === '=')
      reader.list.add(
        'syntax',
        `between a key and its value JSON has a colon, not ${reader.text.slice(mark.start, mark.end)}`,
        mark.start,
        mark.end,
        splice(mark.start, mark.end, ':'),
      );
  } else if (
    token.kind === 'string' &&
    (reader.next.kind === '{' || reader.next.kind === '[' || (reader.next.kind === 'string' && reader.next.start > end) || reader.next.kind === 'word')
  ) {
    if (reader.next.start === end && reader.next.kind === 'word') {
      complain(reader, 'text stands outside the quotes here; a " inside a string is written \\"', end, reader.next.end);
      skipLine(reader);
      return undefined;
    }
    complainSoftly(reader, `a colon is missing after ${showKey(key)}`, end, splice(end, end, ':'));
  } else {
    complain(
      reader,
      token.kind === 'string'
        ? `${showKey(key.slice(0, 20))} has no value; a list stands in [ ], an object holds "key": value`
        : 'a word without quotes and without a value stands here',
      start,
      end,
    );
    return undefined;
  }
  const node = readValue(reader);
  if (node === undefined) {
    if (!reader.stopped) reader.list.add('syntax', `the value of ${showKey(key)} is missing`, reader.lastEnd, reader.lastEnd);
    return undefined;
  }
  return { key, keySpan: { start, end }, node };
}

function readArray(reader: JsonReader, open: JsonToken): ConfigNode {
  const items: ConfigNode[] = [];
  let comma: JsonToken | undefined;
  let end = open.end;
  reader.stack.push(open);
  while (!reader.stopped) {
    const token = reader.next;
    if (token.kind === '}' || token.kind === ']' || token.kind === 'end') {
      const closed = closeContainer(reader, open, ']', comma);
      if (closed === 'extra') continue;
      end = closed;
      break;
    }
    if (token.kind === ',') {
      comma = readComma(reader, comma, items.length > 0);
      continue;
    }
    if (token.kind === ':' || token.kind === '=') {
      unexpected(reader, 'a list in [ ] holds values; "key": value pairs stand in { }');
      readValue(reader);
      continue;
    }
    if (items.length > 0 && comma === undefined) missingComma(reader, token);
    comma = undefined;
    const item = readValue(reader);
    if (item !== undefined) items.push(item);
  }
  reader.stack.pop();
  return { kind: 'array', span: { start: open.start, end }, items };
}

function readComma(reader: JsonReader, before: JsonToken | undefined, hasValues: boolean): JsonToken | undefined {
  const comma = advance(reader);
  if (before !== undefined || !hasValues)
    complainSoftly(reader, 'there is one comma too many here', comma.start, splice(comma.start, comma.end, ''), comma.end);
  return hasValues ? (before ?? comma) : undefined;
}

function missingComma(reader: JsonReader, token: JsonToken): void {
  const what =
    token.kind === 'string' && reader.stack.at(-1)?.kind === '{'
      ? showKey(token.value)
      : token.kind === '{' || token.kind === '['
        ? token.kind
        : 'the next value';
  if (reader.lost) return;
  reader.list.add('missing-comma', `a comma is missing before ${what}`, reader.lastEnd, reader.lastEnd, splice(reader.lastEnd, reader.lastEnd, ','));
}

function unexpected(reader: JsonReader, message: string): void {
  complain(reader, message, reader.next.start, reader.next.end);
  if (reader.next.kind === ':' || reader.next.kind === '=') advance(reader);
}

function skipJunk(reader: JsonReader): undefined {
  unexpected(reader, `a JSON file starts with { , not with ${reader.next.value}`);
  while (reader.next.kind !== 'end' && reader.next.kind !== '{') advance(reader);
  return undefined;
}

/** Passes over words and strings until the line ends or the structure goes on. */
function skipLine(reader: JsonReader): void {
  while ((reader.next.kind === 'word' || reader.next.kind === 'string') && !reader.text.slice(reader.lastEnd, reader.next.start).includes('\n'))
    advance(reader);
}
