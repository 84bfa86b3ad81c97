import type { ConfigNode, ConfigPath, Json, Span } from '../model/index.ts';
import type { AtomicEdit, EditWays } from './atomic-edit.ts';
import { oneWay, showPath } from './atomic-edit.ts';
import type { Brackets } from './edit-brackets.ts';
import { insertEntry, removeEntry } from './edit-brackets.ts';
import { splice } from './issue-list.ts';
import { findMember, findNode, indentOf, lineEndOf } from './locate.ts';
import { isList, isObject } from './plain-value.ts';
import { renderTomlKey, renderTomlValue } from './render-toml.ts';
import type { ScannedToml, TomlStatement } from './scan-toml.ts';
import { scanToml } from './scan-toml.ts';
import type { Splice } from './splice.ts';
import { applySplices } from './splice.ts';
import { insertTable, removeStatements, startsWithPath } from './toml-blocks.ts';
import { insertLinesAfter } from './whole-lines.ts';

/** Splices for one change of a valid TOML text. */
export function editToml(text: string, edit: AtomicEdit): EditWays {
  const scanned = scanToml(text);
  const { root, statements } = scanned;
  const pair = statements.find((statement) => statement.kind === 'pair' && startsWithPath(edit.at, statement.at));
  if (edit.op === 'rename') return rename(scanned, edit.at, edit.to);
  if (edit.op === 'remove') {
    if (findNode(root, edit.at) === undefined) return { reason: `${showPath(edit.at)} is not in the file` };
    if (pair !== undefined && edit.at.length > pair.at.length) return editInline(text, pair, edit);
    return removeStatements(text, statements, edit.at);
  }
  const value = renderTomlValue(edit.value);
  if (value === undefined) return { reason: 'TOML has no null' };
  if (pair !== undefined) return editInline(text, pair, edit);
  if (edit.op === 'put' && findNode(root, edit.at) !== undefined) return replaceTable(text, scanned, edit.at, edit.value, value);
  if (edit.op === 'insert-item') return { reason: `${showPath(edit.at)} belongs to a list of tables, which can only be extended by hand` };
  return insertKey(text, scanned, edit.at, edit.value, value);
}

/** A change within the value of one `key = value`. */
function editInline(text: string, pair: TomlStatement, edit: Exclude<AtomicEdit, { op: 'rename' }>): EditWays {
  const value = pair.node;
  if (value === undefined) return { reason: `${showPath(edit.at)} is not in the file` };
  const rest = edit.at.slice(pair.at.length);
  const node = findNode(value, rest);
  const rendered = edit.op === 'remove' ? '' : (renderTomlValue(edit.value) ?? '');
  if (edit.op === 'put' && node !== undefined)
    return oneWay([splice(node.span.start, node.span.end, node.kind === 'array' ? spreadLike(text, node, edit.value, rendered) : rendered)]);
  const parent = findNode(value, rest.slice(0, -1));
  const step = rest.at(-1);
  if (parent === undefined || parent.kind === 'value' || step === undefined) return { reason: `${showPath(edit.at)} cannot be changed` };
  const brackets = bracketsOf(text, parent);
  const index = parent.kind === 'array' ? Number(step) : parent.members.findIndex((member) => member.key === step);
  if (edit.op === 'remove') return oneWay(removeEntry(brackets, index));
  const entry = parent.kind === 'array' ? rendered : `${renderTomlKey(String(step))} = ${rendered}`;
  return oneWay(insertEntry(brackets, index === -1 ? brackets.entries.length : index, () => entry));
}

/** A list that was written line by line is written that way again. */
function spreadLike(text: string, node: ConfigNode, value: Json, rendered: string): string {
  if (!isList(value) || value.length === 0 || !text.slice(node.span.start, node.span.end).includes('\n')) return rendered;
  return spread(value, indentOf(text, node.span.start), lineEndOf(text));
}

function spread(items: readonly Json[], indent: string, eol: string): string {
  return `[${eol}${items.map((item) => `${indent}  ${renderTomlValue(item) ?? ''},${eol}`).join('')}${indent}]`;
}

function bracketsOf(text: string, parent: ConfigNode): Brackets {
  const entries =
    parent.kind === 'object'
      ? parent.members.map(({ keySpan, node }): Span => ({ start: keySpan.start, end: node.span.end }))
      : parent.kind === 'array'
        ? parent.items.map((item) => item.span)
        : [];
  return { text, span: parent.span, entries, comment: '#', compact: false, expandEmpty: false, innerIndent: `${indentOf(text, parent.span.start)}  ` };
}

/** What was a table becomes something else: its lines go, then the new value is added as any other. */
function replaceTable(text: string, { statements }: ScannedToml, at: ConfigPath, value: Json, rendered: string): EditWays {
  const removal = removeStatements(text, statements, at);
  if ('reason' in removal) return removal;
  const without = applySplices(text, removal.ways[0] ?? []) ?? text;
  // With the table the last line end may have gone; the new line takes the one the file had.
  const insertion = insertKey(without, scanToml(without), at, value, rendered, lineEndOf(text));
  if ('reason' in insertion) return insertion;
  const whole = insertion.ways.map((way) => applySplices(without, way) ?? text);
  return { ways: whole.map((after) => [splice(0, text.length, text.endsWith('\n') ? after : after.replace(/[\r\n]+$/, ''))]) };
}

function insertKey(text: string, { statements }: ScannedToml, at: ConfigPath, value: Json, rendered: string, eol: string = lineEndOf(text)): EditWays {
  const key = at.at(-1);
  const parent = at.slice(0, -1);
  if (typeof key !== 'string') return { reason: `${showPath(at)} cannot be added` };
  const isTables = isList(value) && value.some(isObject);
  const line = insertPair(text, statements, parent, key, isTables ? spread(value, '', eol) : rendered, eol);
  if (!isObject(value)) return line === undefined ? { reason: `${showPath(at)} cannot be added` } : oneWay(line);
  const table = insertTable(text, statements, parent, key, value, eol);
  return { ways: [table, line].filter((way): way is Splice[] => way !== undefined) };
}

/** A `key = value` line at the end of its table, which is opened when no header names it yet. */
function insertPair(text: string, statements: readonly TomlStatement[], parent: ConfigPath, key: string, value: string, eol: string): Splice[] | undefined {
  const entry = `${renderTomlKey(key)} = ${value}`;
  const isOwn = ({ kind, at }: TomlStatement): boolean => kind !== 'pair' && at.length === parent.length && startsWithPath(at, parent);
  const header = statements.findIndex(isOwn);
  if (header !== -1 || parent.length === 0) {
    const next = statements.findIndex((statement, index) => index > header && statement.kind !== 'pair');
    const last = statements[next === -1 ? statements.length - 1 : next - 1];
    if (last !== undefined) return [insertLinesAfter(text, last.end, (last.kind === 'pair' ? indentOf(text, last.start) : '') + entry, eol)];
    return insertAtTop(text, statements, entry, eol);
  }
  const dotted = statements.findLast(({ kind, at, depths }) => kind === 'pair' && startsWithPath(at, parent) && depths.includes(parent.length));
  const prefixEnd = dotted?.parts[dotted.depths.indexOf(parent.length)]?.end;
  if (dotted !== undefined && prefixEnd !== undefined) {
    return [insertLinesAfter(text, dotted.end, `${indentOf(text, dotted.start)}${text.slice(dotted.start, prefixEnd)}.${entry}`, eol)];
  }
  const first = statements.find(({ at }) => startsWithPath(at, parent));
  const names = parent.filter((step) => typeof step === 'string');
  return first === undefined ? undefined : [splice(first.start, first.start, `[${names.map(renderTomlKey).join('.')}]${eol}${entry}${eol}${eol}`)];
}

/** Keys without a table stand before the first header, and before the comment that belongs to it. */
function insertAtTop(text: string, statements: readonly TomlStatement[], entry: string, eol: string): Splice[] {
  const first = statements[0];
  if (first === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : eol;
    return [splice(text.length, text.length, `${gap}${entry}${eol}`)];
  }
  const lines = text.slice(0, first.start).split('\n');
  let start = first.start - (lines.pop() ?? '').length;
  while (lines.at(-1)?.trimStart().startsWith('#') === true) start -= (lines.pop() ?? '').length + 1;
  return [splice(start, start, `${entry}${eol}${eol}`)];
}

/** The key is renamed in every header and dotted key that leads through it. */
function rename({ root, statements }: ScannedToml, at: ConfigPath, to: string): EditWays {
  const splices: Splice[] = [];
  for (const statement of statements) {
    if (!startsWithPath(statement.at, at)) continue;
    const part =
      statement.parts[
        statement.depths.findIndex((depth, index) => depth === at.length || (depth > at.length && (statement.depths[index - 1] ?? 0) < at.length))
      ];
    if (part !== undefined && part.name === at.at(-1)) splices.push(splice(part.start, part.end, renderTomlKey(to)));
  }
  if (splices.length > 0) return oneWay(splices);
  const member = findMember(root, at);
  if (member === undefined) return { reason: `${showPath(at)} is not in the file` };
  return oneWay([splice(member.keySpan.start, member.keySpan.end, renderTomlKey(to))]);
}
