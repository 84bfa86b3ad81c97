import type { ConfigNode, Json, Span } from '../model/index.ts';
import type { AtomicEdit, EditWays } from './atomic-edit.ts';
import { oneWay, showPath } from './atomic-edit.ts';
import type { Brackets } from './edit-brackets.ts';
import { insertEntry, removeEntry } from './edit-brackets.ts';
import { splice } from './issue-list.ts';
import { findMember, findNode, indentOf, lineEndOf, startOfLine } from './locate.ts';
import { parseJson } from './parse-json.ts';
import type { JsonStyle } from './render-json.ts';
import { renderJson } from './render-json.ts';

/** Splices for one change of a JSON or JSONC text that parses. */
export function editJson(text: string, edit: AtomicEdit): EditWays {
  const { root } = parseJson(text, 'jsonc');
  if (root === undefined) return { reason: 'the file holds no JSON value' };
  const missing: EditWays = { reason: `${showPath(edit.at)} is not in the file` };
  const node = findNode(root, edit.at);
  if (edit.op === 'rename') {
    const member = findMember(root, edit.at);
    return member === undefined ? missing : oneWay([splice(member.keySpan.start, member.keySpan.end, JSON.stringify(edit.to))]);
  }
  const parent = findNode(root, edit.at.slice(0, -1));
  const style = styleOf(text, root);
  if (edit.op === 'put' && node !== undefined) return oneWay([replaceNode(text, root, node, parent, edit.value, style)]);
  if (parent === undefined || parent.kind === 'value' || edit.at.length === 0) return missing;
  const brackets = bracketsOf(text, root, parent, style);
  const step = edit.at.at(-1) ?? '';
  if (edit.op === 'remove') {
    if (node === undefined) return missing;
    const index = parent.kind === 'array' ? Number(step) : parent.members.findLastIndex((member) => member.key === step);
    return oneWay(removeEntry(brackets, index));
  }
  if (parent.kind === 'array') return oneWay(insertEntry(brackets, Number(step), (indent) => renderJson(edit.value, indent, style)));
  const colon = style.compact ? ':' : ': ';
  const render = (indent: string | undefined): string => `${JSON.stringify(String(step))}${colon}${renderJson(edit.value, indent, style)}`;
  return oneWay(insertEntry(brackets, parent.members.length, render));
}

function replaceNode(
  text: string,
  root: ConfigNode,
  node: ConfigNode,
  parent: ConfigNode | undefined,
  value: Json,
  style: JsonStyle,
): ReturnType<typeof splice> {
  const { start, end } = node.span;
  const oneLine = node === root ? false : parent !== undefined && isOneLine(text, parent.span);
  const spread = node.kind === 'array' && !isOneLine(text, node.span);
  return splice(start, end, renderJson(value, oneLine ? undefined : indentOf(text, start), style, spread));
}

function bracketsOf(text: string, root: ConfigNode, parent: ConfigNode, style: JsonStyle): Brackets {
  const entries =
    parent.kind === 'object'
      ? parent.members.map(({ keySpan, node }): Span => ({ start: keySpan.start, end: node.span.end }))
      : parent.kind === 'array'
        ? parent.items.map((item) => item.span)
        : [];
  return {
    text,
    span: parent.span,
    entries,
    comment: '//',
    compact: style.compact,
    // `{}` opens up unless the file keeps everything on the line around it.
    expandEmpty: parent.kind === 'object' && (parent === root || !isOneLine(text, aroundOf(root, parent)?.span ?? parent.span)),
    innerIndent: indentOf(text, parent.span.start) + style.unit,
  };
}

/** The container that holds a node directly. */
function aroundOf(container: ConfigNode, inner: ConfigNode): ConfigNode | undefined {
  const children = container.kind === 'object' ? container.members.map((member) => member.node) : container.kind === 'array' ? container.items : [];
  for (const child of children) {
    if (child === inner) return container;
    if (child.span.start <= inner.span.start && child.span.end >= inner.span.end) return aroundOf(child, inner);
  }
  return undefined;
}

function isOneLine(text: string, span: Span): boolean {
  return !text.slice(span.start, span.end).includes('\n');
}

/** Indentation from the first entry that has a line of its own; compact when the first colon has no blank after it. */
function styleOf(text: string, root: ConfigNode): JsonStyle {
  const first = root.kind === 'object' ? root.members[0] : undefined;
  const start = first?.keySpan.start ?? (root.kind === 'array' ? root.items[0]?.span.start : undefined);
  const indent = start !== undefined && startOfLine(text, start) > root.span.start ? indentOf(text, start).slice(indentOf(text, root.span.start).length) : '';
  const compact = first !== undefined && text.slice(first.keySpan.end, first.node.span.start) === ':';
  return { unit: indent === '' ? '  ' : indent, eol: lineEndOf(text), compact };
}
