import type { ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { ConfigPath, Json, Span } from '../model/index.ts';
import type { AtomicEdit, EditWays } from './atomic-edit.ts';
import { oneWay, showPath } from './atomic-edit.ts';
import type { YamlKinds } from './build-yaml-tree.ts';
import { spanOf } from './build-yaml-tree.ts';
import { insertEntry, removeEntry } from './edit-brackets.ts';
import { splice } from './issue-list.ts';
import { endOfLine, indentOf, lineEndOf, startOfLine } from './locate.ts';
import { isObject, withValue } from './plain-value.ts';
import { renderYamlAfterMark, renderYamlFlow, renderYamlItem, renderYamlLines, renderYamlText } from './render-yaml.ts';
import type { Splice } from './splice.ts';
import { insertLinesAfter, wholeLines } from './whole-lines.ts';
import { composeYaml } from './yaml-document.ts';
import type { YamlPlace } from './yaml-places.ts';
import { colonOf, endOfYaml, findYamlPlace, isFlow, spanOfPair } from './yaml-places.ts';

interface YamlText {
  readonly yaml: YamlKinds;
  readonly text: string;
  readonly root: ParsedNode | null;
  readonly eol: string;
}

/** Splices for one change of a valid YAML text. */
export async function editYaml(text: string, edit: AtomicEdit): Promise<EditWays> {
  const yaml = await import('yaml');
  const document = await composeYaml(text);
  const source: YamlText = { yaml, text, root: document.contents, eol: lineEndOf(text) };
  const place = findYamlPlace(yaml, source.root, edit.at);
  if (place === 'alias') return { reason: `${showPath(edit.at)} is an alias; the place it stands for must be changed by hand` };
  if (edit.op === 'put' || edit.op === 'insert-item') {
    if (edit.op === 'put' && place !== undefined) return replaceValue(source, place, edit.value);
    const parent = findYamlPlace(yaml, source.root, edit.at.slice(0, -1));
    if (parent === undefined || parent === 'alias') return { reason: `${showPath(edit.at)} cannot be added` };
    return insert(source, parent, edit.at.at(-1) ?? '', edit.value);
  }
  if (place === undefined) return { reason: `${showPath(edit.at)} is not in the file` };
  if (edit.op === 'rename') {
    const [start, end] = spanOf(place.pair?.key ?? null);
    return end === 0 ? { reason: `${showPath(edit.at)} has no key` } : oneWay([splice(start, end, renderYamlText(edit.to))]);
  }
  return remove(source, place, edit.at);
}

function replaceValue(source: YamlText, place: YamlPlace, value: Json): EditWays {
  const { yaml, text, eol } = source;
  const { node, pair } = place;
  if (pair === undefined && place.parent === undefined) return oneWay([replaceRoot(source, value)]);
  const [start, end] = spanOf(node);
  const isBlockNode = (yaml.isMap(node) || yaml.isSeq(node)) && !isFlow(yaml, node);
  const trueEnd = endOfYaml(yaml, text, node, end);
  const quote = yaml.isScalar(node) ? (node.type === 'QUOTE_SINGLE' ? 'single' : node.type === 'QUOTE_DOUBLE' ? 'double' : undefined) : undefined;
  const flow = renderYamlFlow(value, quote);
  const blockBelow = !place.inFlow && typeof value === 'object' && value !== null && renderYamlAfterMark(value, 0, eol).startsWith(eol);
  if (pair !== undefined) {
    const colon = colonOf(text, pair);
    const indent = columnOf(text, spanOf(pair.key)[0]) + 2;
    const inBlock = renderYamlAfterMark(value, indent, eol);
    if (isBlockNode) return oneWay([splice(colon, trueEnd, blockBelow ? inBlock : ` ${flow}`)]);
    if (blockBelow)
      return {
        ways: [
          [splice(text.slice(colon, start).trim() === '' ? colon : start, Math.max(trueEnd, colon), inBlock)],
          [splice(start, Math.max(trueEnd, start), flow)],
        ],
      };
    if (node === null || start === end) return oneWay([splice(colon, colon, ` ${flow}`)]);
    return oneWay([splice(start, trueEnd, flow)]);
  }
  if (node === null || start === end) return { reason: 'an empty item must be changed by hand' };
  return oneWay([splice(start, trueEnd, isBlockNode || blockBelow ? renderYamlItem(value, columnOf(text, start) - 2, eol).slice(2) : flow)]);
}

function replaceRoot({ yaml, text, root, eol }: YamlText, value: Json): Splice {
  const body = isObject(value) && Object.keys(value).length > 0 ? renderYamlLines(value, 0, eol).join(eol) : renderYamlFlow(value);
  if (root === null || spanOf(root)[0] === spanOf(root)[1])
    return splice(text.length, text.length, `${text === '' || text.endsWith('\n') ? '' : eol}${body}${eol}`);
  const [start, end] = spanOf(root);
  return splice(start, endOfYaml(yaml, text, root, end), body);
}

function insert(source: YamlText, parent: YamlPlace, step: string | number, value: Json): EditWays {
  const { yaml, text, eol } = source;
  const { node } = parent;
  if (parent.parent === undefined && typeof step === 'string' && (node === null || spanOf(node)[0] === spanOf(node)[1])) {
    return oneWay([replaceRoot(source, withValue(null, [step], value) ?? null)]);
  }
  if (!yaml.isMap(node) && !yaml.isSeq(node)) return { reason: 'there is no map or list to add to' };
  const inFlow = parent.inFlow || isFlow(yaml, node);
  if (inFlow && node.items.length === 0 && !parent.inFlow && yaml.isMap(node))
    return replaceValue(source, parent, withValue(null, [String(step)], value) ?? null);
  if (inFlow) {
    const entry = yaml.isMap(node) ? `${renderYamlText(String(step))}: ${renderYamlFlow(value)}` : renderYamlFlow(value);
    const index = yaml.isMap(node) ? node.items.length : Number(step);
    return oneWay(insertEntry(bracketsOf(source, node), index, () => entry));
  }
  const column = columnOf(text, spanOf(node)[0]);
  const pad = ' '.repeat(column);
  if (yaml.isMap(node)) {
    const line = `${pad}${renderYamlText(String(step))}:${renderYamlAfterMark(value, column + 2, eol)}`;
    return oneWay([insertLinesAfter(text, endOfYaml(yaml, text, node, spanOf(node)[1]), line, eol)]);
  }
  const item = renderYamlItem(value, column, eol);
  const next = node.items[Number(step)];
  if (next === undefined) return oneWay([insertLinesAfter(text, endOfYaml(yaml, text, node, spanOf(node)[1]), pad + item, eol)]);
  const dash = dashOf(text, spanOf(next)[0]);
  return oneWay([splice(dash, dash, `${item}${eol}${pad}`)]);
}

function remove(source: YamlText, place: YamlPlace, at: ConfigPath): EditWays {
  const { yaml, text } = source;
  const { parent, pair, index } = place;
  if (parent === undefined) return { reason: 'the root cannot be removed' };
  if (isFlow(yaml, parent)) return oneWay(removeEntry(bracketsOf(source, parent), index));
  if (parent.items.length === 1) {
    const holder = findYamlPlace(yaml, source.root, at.slice(0, -1));
    return holder === undefined || holder === 'alias'
      ? { reason: `${showPath(at)} cannot be removed` }
      : emptied(source, place, holder, yaml.isMap(parent) ? {} : []);
  }
  const span: Span =
    pair === undefined ? { start: dashOf(text, spanOf(place.node)[0]), end: endOfYaml(yaml, text, place.node, 0) } : spanOfPair(yaml, text, pair);
  const lineStart = startOfLine(text, span.start);
  if (text.slice(lineStart, span.start).trim() === '') {
    const lines = wholeLines(text, { start: span.start, end: Math.min(endOfLine(text, span.end), text.length) });
    return oneWay([splice(lines.start, lines.end, '')]);
  }
  // The first key behind a dash: the next one moves up to it.
  const start = startOfEntry(source, parent, index + 1);
  if (start === undefined) return { reason: `${showPath(at)} shares its line with something else` };
  return oneWay([splice(span.start, start, '')]);
}

/** The last entry of a block goes: its lines only, with the comments around it kept; else the whole block is replaced. */
function emptied(source: YamlText, place: YamlPlace, holder: YamlPlace, empty: Json): EditWays {
  const whole = replaceValue(source, holder, empty);
  if (holder.pair === undefined || 'reason' in whole) return whole;
  const { yaml, text } = source;
  const { pair, node } = place;
  const span: Span = pair === undefined ? { start: dashOf(text, spanOf(node)[0]), end: endOfYaml(yaml, text, node, 0) } : spanOfPair(yaml, text, pair);
  const colon = colonOf(text, holder.pair);
  const lines = wholeLines(text, { start: span.start, end: endOfLine(text, span.end) });
  return { ways: [[splice(colon, colon, ` ${renderYamlFlow(empty)}`), splice(lines.start, lines.end, '')], ...whole.ways] };
}

function startOfEntry({ yaml, text }: YamlText, parent: YAMLMap.Parsed | YAMLSeq.Parsed, index: number): number | undefined {
  if (yaml.isMap(parent)) {
    const pair = parent.items[index];
    return pair === undefined ? undefined : spanOf(pair.key)[0];
  }
  const item = parent.items[index];
  return item === undefined ? undefined : dashOf(text, spanOf(item)[0]);
}

function bracketsOf({ yaml, text }: YamlText, node: YAMLMap.Parsed | YAMLSeq.Parsed): Parameters<typeof insertEntry>[0] {
  const [start, end] = spanOf(node);
  const entries = yaml.isMap(node)
    ? node.items.map((pair) => spanOfPair(yaml, text, pair))
    : node.items.map((item): Span => {
        const [from, to] = spanOf(item);
        return { start: from, end: to };
      });
  return { text, span: { start, end }, entries, comment: '#', compact: false, expandEmpty: false, innerIndent: `${indentOf(text, start)}  ` };
}

function dashOf(text: string, from: number): number {
  return Math.max(0, text.lastIndexOf('-', from - 1));
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}
