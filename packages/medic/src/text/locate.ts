import type { ConfigMember, ConfigNode, ConfigPath, Position } from '../model/index.ts';

/** The node at a path; of several members with the same key the last, as every JSON parser does. */
export function findNode(root: ConfigNode | undefined, path: ConfigPath): ConfigNode | undefined {
  let node = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = childOf(node, step);
  }
  return node;
}

/** The member (key and value) at a path; `undefined` for the root and for items of lists. */
export function findMember(root: ConfigNode | undefined, path: ConfigPath): ConfigMember | undefined {
  const key = path.at(-1);
  if (typeof key !== 'string') return undefined;
  const parent = findNode(root, path.slice(0, -1));
  return parent?.kind === 'object' ? parent.members.findLast((member) => member.key === key) : undefined;
}

function childOf(node: ConfigNode, step: string | number): ConfigNode | undefined {
  if (node.kind === 'object') return node.members.findLast((member) => member.key === String(step))?.node;
  if (node.kind === 'array') return typeof step === 'number' ? node.items[step] : undefined;
  return undefined;
}

/** Line and column (UTF-16 units) of an offset, both from 1. Reads the text up to the offset; use `indexLines` for many. */
export function positionAt(text: string, offset: number): Position {
  const until = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < until; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: until - start + 1 };
}

/** `positionAt` for many offsets of one text: the line starts are collected once. */
export function indexLines(text: string): (offset: number) => Position {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const until = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= until) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: until - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The text of a line (from 1) without its line end; empty when there is no such line. */
export function lineOf(text: string, line: number): string {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const whole = end === -1 ? text.slice(start) : text.slice(start, end);
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
}

/** Offset of the first character of the line that holds `offset`. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line end (before `\n` or `\r\n`) of the line that holds `offset`. */
export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Offset behind the line end, that is the start of the next line. */
export function startOfNextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Spaces and tabs at the start of the line that holds `offset`. */
export function indentOf(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}

/** The line end used first in the text; `\n` when there is none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}
