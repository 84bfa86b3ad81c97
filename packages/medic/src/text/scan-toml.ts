import type { ConfigMember, ConfigNode, ConfigPath } from '../model/index.ts';
import { MAX_ISSUES } from './limits.ts';
import type { TomlFault } from './scan-toml-string.ts';
import type { TomlKeyPart, TomlScan, Unreadable } from './scan-toml-value.ts';
import { fail, scanKey, scanValue, skipBlanks, skipVoid } from './scan-toml-value.ts';

/** One `[table]`, `[[table]]` or `key = value`, with the path it defines, indices of tables in lists included. */
export interface TomlStatement {
  readonly kind: 'table' | 'array-table' | 'pair';
  readonly parts: readonly TomlKeyPart[];
  readonly at: ConfigPath;
  /** Length of `at` after each part: `[a.b]` below a list `a` has `[2, 3]`. */
  readonly depths: readonly number[];
  readonly start: number;
  /** End of the header's bracket or of the value; comment and line end not included. */
  readonly end: number;
  /** Value of a pair. */
  readonly node?: ConfigNode;
}

export interface ScannedToml {
  readonly root: ConfigNode;
  readonly statements: readonly TomlStatement[];
  readonly faults: readonly TomlFault[];
}

type Draft =
  | { readonly kind: 'object'; start: number; end: number; readonly members: Map<string, { readonly keySpan: { start: number; end: number }; node: Draft }> }
  | { readonly kind: 'array'; start: number; end: number; readonly items: Draft[] }
  | { readonly kind: 'done'; readonly node: ConfigNode };

/** A light reader of TOML that yields places; statements it cannot follow are left out. Validity is smol-toml's business. */
export function scanToml(text: string): ScannedToml {
  const scan: TomlScan = { text, faults: [], nodes: 0 };
  const root: Draft = { kind: 'object', start: 0, end: text.length, members: new Map() };
  const statements: TomlStatement[] = [];
  let table: Place = { draft: root, at: [] };
  let unreadable = 0;
  for (let at = skipVoid(text, 0); at < text.length; at = skipVoid(text, at)) {
    try {
      const statement = text[at] === '[' ? readHeader(scan, root, at) : readPair(scan, table, at);
      if (statement.place !== undefined) table = statement.place;
      statements.push(statement.statement);
      at = statement.statement.end;
      // Whatever follows on the line is a comment, or smol-toml has complained about it.
      if (!/[\r\n#]/.test(text[skipBlanks(text, at)] ?? '\n')) at = nextLine(text, at);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable += 1;
      if (unreadable > MAX_ISSUES) break;
      at = nextLine(text, at);
    }
  }
  return { root: settle(root), statements, faults: scan.faults };
}

interface Place {
  readonly draft: Draft;
  readonly at: ConfigPath;
}

function readHeader(scan: TomlScan, root: Draft, start: number): { readonly statement: TomlStatement; readonly place: Place } {
  const isArray = scan.text[start + 1] === '[';
  const { parts, end: keyEnd } = scanKey(scan, start + (isArray ? 2 : 1));
  const close = skipBlanks(scan.text, keyEnd);
  const bracket = isArray ? ']]' : ']';
  const isClosed = scan.text.startsWith(bracket, close);
  if (!isClosed) {
    if (!endsLine(scan.text, close)) fail(close);
    const message = 'the ] that closes this table header is missing';
    scan.faults.push({ kind: 'syntax', message, start: keyEnd, end: keyEnd, repair: { span: { start: keyEnd, end: keyEnd }, text: bracket } });
  }
  const end = isClosed ? close + bracket.length : keyEnd;
  let place: Place = { draft: root, at: [] };
  const depths: number[] = [];
  parts.forEach((part, index) => {
    place = enter(place, part, start, end, isArray && index === parts.length - 1);
    depths.push(place.at.length);
  });
  return { statement: { kind: isArray ? 'array-table' : 'table', parts, at: place.at, depths, start, end }, place };
}

function readPair(scan: TomlScan, table: Place, start: number): { readonly statement: TomlStatement; readonly place?: undefined } {
  const { parts, end: keyEnd } = scanKey(scan, start);
  const equals = skipBlanks(scan.text, keyEnd);
  if (scan.text[equals] === ':') {
    const start = scan.text.slice(keyEnd, equals) === '' ? keyEnd : equals;
    const message = 'a colon stands between key and value; TOML takes a =';
    scan.faults.push({ kind: 'syntax', message, start, end: equals + 1, repair: { span: { start, end: equals + 1 }, text: start === equals ? '=' : ' =' } });
  } else if (scan.text[equals] !== '=') fail(equals);
  const node = scanValue(scan, skipBlanks(scan.text, equals + 1), 0);
  let place = table;
  const depths: number[] = [];
  for (const part of parts.slice(0, -1)) {
    place = enter(place, part, start, node.span.end, false);
    depths.push(place.at.length);
  }
  const last = parts.at(-1);
  if (last === undefined || place.draft.kind !== 'object') fail(start);
  place.draft.members.set(last.name, { keySpan: { start: last.start, end: last.end }, node: { kind: 'done', node } });
  grow(place.draft, start, node.span.end);
  grow(table.draft, start, node.span.end);
  return { statement: { kind: 'pair', parts, at: [...place.at, last.name], depths: [...depths, place.at.length + 1], start, end: node.span.end, node } };
}

/** Goes one key down, creating what is not there; into the last item of a list, or into a new one for `[[…]]`. */
function enter({ draft, at }: Place, part: TomlKeyPart, start: number, end: number, newItem: boolean): Place {
  if (draft.kind !== 'object') fail(start);
  let member = draft.members.get(part.name);
  if (member === undefined) {
    const fresh: Draft = newItem ? { kind: 'array', start, end, items: [] } : { kind: 'object', start, end, members: new Map() };
    member = { keySpan: { start: part.start, end: part.end }, node: fresh };
    draft.members.set(part.name, member);
  }
  grow(draft, start, end);
  const { node } = member;
  const path = [...at, part.name];
  if (node.kind === 'array') {
    if (newItem) node.items.push({ kind: 'object', start, end, members: new Map() });
    grow(node, start, end);
    const last = node.items.at(-1) ?? fail(start);
    grow(last, start, end);
    return { draft: last, at: [...path, node.items.length - 1] };
  }
  if (node.kind === 'done' || newItem) fail(start);
  grow(node, start, end);
  return { draft: node, at: path };
}

function grow(draft: Draft, start: number, end: number): void {
  if (draft.kind === 'done') return;
  draft.start = Math.min(draft.start, start);
  draft.end = Math.max(draft.end, end);
}

function settle(draft: Draft): ConfigNode {
  if (draft.kind === 'done') return draft.node;
  const span = { start: draft.start, end: draft.end };
  if (draft.kind === 'array') return { kind: 'array', span, items: draft.items.map(settle) };
  const members: ConfigMember[] = [...draft.members].map(([key, { keySpan, node }]) => ({ key, keySpan: { ...keySpan }, node: settle(node) }));
  return { kind: 'object', span, members };
}

function endsLine(text: string, at: number): boolean {
  return at >= text.length || /[\r\n#]/.test(text[at] ?? '');
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

function isUnreadable(error: unknown): error is Unreadable {
  return typeof error === 'object' && error !== null && 'unreadableAt' in error;
}
