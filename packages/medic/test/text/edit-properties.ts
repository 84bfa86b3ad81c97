import type { ConfigFormat, ConfigNode, ConfigPath, EditIntent, Json, ParsedConfig } from '../../src/model/index.ts';
import { decodeText, encodeText } from '../../src/text/decode.ts';
import { editConfig } from '../../src/text/edit-config.ts';
import { findMember, findNode } from '../../src/text/locate.ts';
import { parseConfig } from '../../src/text/parse-config.ts';
import { equalJson, isList, isObject, valueAt, withoutValue, withValue } from '../../src/text/plain-value.ts';
import { randomDocument } from './random-document.ts';
import { pathsOf, randomKey, randomValue, type Random } from './random.ts';

type PathEdit = Extract<EditIntent, { op: 'set' | 'remove' | 'rename-key' }>;

/** What became of one random edit. `broken`: the property that did not hold, with everything to see why. */
export type Outcome = { readonly state: 'done' } | { readonly state: 'refused'; readonly reason: string } | { readonly state: 'broken'; readonly why: string };

/**
 * One random edit of one random document, judged without the editors' own checks: read again it must hold the intended value and
 * nothing else; every byte outside the place of the edit must stand as it stood, in its order.
 */
export async function tryRandomEdit(random: Random, format: ConfigFormat): Promise<Outcome> {
  const text = randomDocument(random, format);
  const before = await parseConfig(text, format);
  const faults = format === 'env' ? [] : before.issues.filter(({ kind }) => kind !== 'comment' && kind !== 'trailing-comma' && kind !== 'duplicate-key');
  if (faults.length > 0) return { state: 'broken', why: `the document itself does not parse: ${JSON.stringify([text, faults[0]])}` };
  const edit = randomEdit(random, before.value ?? {}, format);
  const result = await editConfig(text, format, [edit]);
  if (!result.ok) return { state: 'refused', reason: result.reason };
  const why = (await findBreak(before, edit, result.text)) ?? envelopeBreak(random, result.text);
  return why === undefined
    ? { state: 'done' }
    : { state: 'broken', why: `${why}: ${JSON.stringify({ format, edit })}\n--- before\n${text}\n--- after\n${result.text}\n---` };
}

/** Bytes and text are the same thing in every envelope a file can come in. */
function envelopeBreak(random: Random, text: string): string | undefined {
  const envelope = random.pick([
    { encoding: 'utf-8', bom: false },
    { encoding: 'utf-8', bom: true },
    { encoding: 'utf-16le', bom: true },
  ] as const);
  const again = decodeText(encodeText(text, envelope));
  return again.text === text && again.encoding === envelope.encoding && again.bom === envelope.bom
    ? undefined
    : `the text does not survive ${envelope.encoding}`;
}

function randomEdit(random: Random, value: Json, format: ConfigFormat): PathEdit {
  const paths = pathsOf(value);
  const path = paths.length === 0 ? [] : random.pick(paths);
  const fresh: Json = format === 'env' ? random.pick(['v', '', 'a b', "it's", 'say "hi"', 'x\ny', '#', ' pad ']) : randomValue(random, 0, format !== 'toml');
  const key = format === 'env' ? random.pick(['NEW', 'A.B', 'HOST']) : randomKey(random);
  const kind = paths.length === 0 ? 3 : random.int(4);
  if (kind === 0) return { op: 'set', at: path, value: fresh };
  if (kind === 1) return { op: 'remove', at: path };
  if (kind === 2) return { op: 'rename-key', at: path, to: key };
  return { op: 'set', at: [...path.slice(0, random.int(path.length + 1)), key], value: fresh };
}

function intended(value: Json, edit: PathEdit): Json | undefined {
  if (edit.op === 'set') return withValue(value, edit.at, edit.value);
  const without = withoutValue(value, edit.at);
  if (edit.op === 'remove' || without === undefined) return without;
  return withValue(without, [...edit.at.slice(0, -1), edit.to], valueAt(value, edit.at) ?? null);
}

async function findBreak(before: ParsedConfig, edit: PathEdit, text: string): Promise<string | undefined> {
  const after = await parseConfig(text, before.format);
  if (!equalJson(after.value, intended(before.value ?? {}, edit))) return 'it does not hold the intended value';
  if (after.issues.length > before.issues.length) return 'it has a new fault';
  const isTable = before.format === 'toml' && edit.op === 'set' && isHeaderOrBelow(before, edit);
  // A key without a table of its own has to stand before all tables.
  const order = isTable ? undefined : orderBreak(before.value, after.value, edit);
  if (order !== undefined) return order;
  if (before.text.includes('\r\n') ? /(?:^|[^\r])\n/.test(text) : text.includes('\r')) return 'line ends are mixed';
  const lostLast = edit.op === 'remove' && !before.text.endsWith('\n');
  if (text.trim() !== '' && !lostLast && before.text.includes('\n') && before.text.endsWith('\n') !== text.endsWith('\n')) return 'the final line end changed';
  return before.format === 'json' || before.format === 'jsonc' ? bytesBreak(before, edit, text) : linesBreak(before, edit, text);
}

function isHeaderOrBelow({ text, root }: ParsedConfig, edit: PathEdit): boolean {
  const node = findNode(root, edit.at);
  return node?.kind === 'object' && !['{'].includes(text[node.span.start] ?? '');
}

/** Keys keep their order; a renamed one its place, a new one comes after all others. */
function orderBreak(before: Json | undefined, after: Json | undefined, edit: PathEdit): string | undefined {
  for (let length = 0; length < edit.at.length; length += 1) {
    const [was, is] = [valueAt(before, edit.at.slice(0, length)), valueAt(after, edit.at.slice(0, length))];
    if (!isObject(was) || !isObject(is) || isList(was)) continue;
    const name = edit.at[length];
    const rename = edit.op === 'rename-key' && length === edit.at.length - 1 ? edit.to : undefined;
    const wanted = Object.keys(was).map((key) => (key === name && rename !== undefined ? rename : key));
    const kept = Object.keys(is).filter((key) => wanted.includes(key));
    if (kept.join('\n') !== wanted.filter((key) => kept.includes(key)).join('\n')) return 'the order of keys changed';
  }
  return undefined;
}

/** JSON: everything before and behind the place of the edit stands byte for byte. */
function bytesBreak({ text: before, root }: ParsedConfig, edit: PathEdit, after: string): string | undefined {
  const region = regionOf(root, edit, before);
  if (!after.startsWith(before.slice(0, region.start))) return 'bytes before the place changed';
  if (!after.endsWith(before.slice(region.end))) return 'bytes behind the place changed';
  const comments = commentsIn(before.slice(region.start, region.end));
  const gone = edit.op === 'remove' || edit.op === 'set' ? ownComments(before, root, edit, region) : 0;
  return comments - commentsIn(after.slice(region.start, after.length - (before.length - region.end))) > gone ? 'a comment beside the place went' : undefined;
}

/** Between the neighbours of the entry; for a new one between the last neighbour and the closing bracket. */
function regionOf(root: ConfigNode | undefined, edit: PathEdit, text: string): { start: number; end: number } {
  let length = edit.at.length;
  while (length > 0 && findNode(root, edit.at.slice(0, length)) === undefined) length -= 1;
  const isThere = length === edit.at.length;
  const at = edit.at.slice(0, length);
  const node = findNode(root, at);
  if (node === undefined) return { start: 0, end: text.length };
  if (isThere && edit.op === 'set') return node.span;
  if (isThere && edit.op === 'rename-key') return findMember(root, at)?.keySpan ?? node.span;
  if (!isThere) {
    const last = node.kind === 'object' ? node.members.at(-1)?.node.span.end : node.kind === 'array' ? node.items.at(-1)?.span.end : undefined;
    return node.kind === 'value' ? node.span : { start: last ?? node.span.start + 1, end: node.span.end - 1 };
  }
  const parent = findNode(root, at.slice(0, -1));
  const spans =
    parent?.kind === 'object'
      ? parent.members.map((member) => ({ start: member.keySpan.start, end: member.node.span.end }))
      : parent?.kind === 'array'
        ? parent.items.map(({ span }) => span)
        : [];
  const index = spans.findIndex(({ end }) => end === node.span.end);
  return { start: spans[index - 1]?.end ?? (parent?.span.start ?? 0) + 1, end: spans[index + 1]?.start ?? (parent?.span.end ?? text.length) - 1 };
}

function commentsIn(text: string): number {
  // Strings of the documents hold no "// " and no "/* ".
  return text.split(/\/\/ |\/\* /).length - 1;
}

/** Comments inside what goes, and the one behind it on its last line. */
function ownComments(text: string, root: ConfigNode | undefined, edit: PathEdit, region: { start: number; end: number }): number {
  const node = findNode(root, edit.at);
  if (node === undefined) return 0;
  if (edit.op === 'set') return Number.POSITIVE_INFINITY;
  const start = findMember(root, edit.at)?.keySpan.start ?? node.span.start;
  const lineEnd = text.indexOf('\n', node.span.end);
  return commentsIn(text.slice(start, Math.min(region.end, lineEnd === -1 ? text.length : lineEnd)));
}

/** TOML, YAML, env: every line that holds nothing of the edited entry stands as it stood, in its order; so does every comment beside it. */
function linesBreak({ text: before, root, format }: ParsedConfig, edit: PathEdit, after: string): string | undefined {
  // In a list of tables the entry is many lines that no one path names.
  if (format === 'toml' && before.includes('[[') && edit.at.some((step) => typeof step === 'number')) return undefined;
  const own = ownLines(before, root, edit, format);
  const lines = before.split(/\r?\n/);
  const left = after.split(/\r?\n/);
  let from = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || own.has(index)) continue;
    const found = left.findIndex((one, place) => place >= from && (one === line || isEmptied(line, one)));
    if (found === -1) return `line ${index + 1} (${JSON.stringify(line)}) changed or moved`;
    from = found + 1;
  }
  return undefined;
}

/** `key: # note` whose last entry went: `key: {} # note`. */
function isEmptied(line: string, after: string): boolean {
  return after.length === line.length + 3 && [' {}', ' []'].some((brackets) => after.replace(brackets, '') === line);
}

/** Indices of lines that an edit may touch. */
function ownLines(text: string, root: ConfigNode | undefined, edit: PathEdit, format: ConfigFormat): ReadonlySet<number> {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const own = new Set<number>();
  const add = (start: number, end: number): void => {
    for (let line = lineOf(start); line <= lineOf(Math.max(start, end)); line += 1) own.add(line);
  };
  // A value between brackets shares its lines with its neighbours; the innermost place that has lines of its own is looked for.
  for (let length = edit.at.length; length > 0; length -= 1) {
    const at = edit.at.slice(0, length);
    const node = findNode(root, at);
    if (node === undefined) continue;
    const start = findMember(root, at)?.keySpan.start ?? node.span.start;
    const isBracket = ['[', '{'].includes(text[node.span.start] ?? '') && node.kind !== 'value' && !(format === 'toml' && isHeader(text, node.span.start));
    if (length === edit.at.length || isBracket || node.kind === 'value' || isEmptyNode(node)) add(start, node.span.end);
  }
  // The key behind the first one after a dash moves up to the dash.
  if (format === 'yaml' && edit.op === 'remove' && isBehindDash(text, root, edit))
    add(findNode(root, edit.at)?.span.end ?? 0, (findNode(root, edit.at)?.span.end ?? 0) + 1);
  if (format === 'toml') for (const [index, line] of text.split(/\r?\n/).entries()) if (/^\s*\[/.test(line) && namesPath(line, edit.at)) own.add(index);
  if (format === 'toml') addDotted(text, edit, own);
  return own;
}

function isBehindDash(text: string, root: ConfigNode | undefined, edit: PathEdit): boolean {
  const start = findMember(root, edit.at)?.keySpan.start ?? 0;
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '-';
}

function isEmptyNode(node: ConfigNode): boolean {
  return (node.kind === 'object' && node.members.length === 0) || (node.kind === 'array' && node.items.length === 0);
}

function isHeader(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

function namesPath(line: string, at: ConfigPath): boolean {
  const names = at.map((step) => (/^[\w-]+$/.test(String(step)) ? String(step) : JSON.stringify(step)));
  return line.trim().startsWith(`[${names.join('.')}]`) || line.trim().startsWith(`[${names.join('.')}.`);
}

/** All lines of a table that goes or is replaced, up to the next header that is not below it. */
function addDotted(text: string, edit: PathEdit, own: Set<number>): void {
  if (edit.op === 'rename-key') return;
  let inside = false;
  let comments: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const isHeaderLine = /^\s*\[[^[\]]*\]\s*(?:#.*)?$/.test(line) && !/^\s*\[.*,/.test(line);
    const wasInside = inside;
    if (isHeaderLine) inside = namesPath(line, edit.at);
    if (line.trimStart().startsWith('#')) comments.push(index);
    else {
      // A comment between two lines of the table is the table's; one before the next header is that one's.
      if (inside && wasInside) for (const comment of comments) own.add(comment);
      comments = [];
      if (inside) own.add(index);
    }
  }
}
