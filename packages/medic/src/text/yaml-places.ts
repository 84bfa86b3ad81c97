import type { Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlKinds } from './build-yaml-tree.ts';
import { spanOf } from './build-yaml-tree.ts';
import type { ConfigPath, Span } from '../model/index.ts';

export type YamlPair = Pair<ParsedNode, ParsedNode | null>;

/** Where a path leads in a composed document: the node, and the pair and collection that hold it. */
export interface YamlPlace {
  readonly node: ParsedNode | null;
  readonly pair?: YamlPair;
  readonly parent?: YAMLMap.Parsed | YAMLSeq.Parsed;
  readonly index: number;
  /** Inside brackets. */
  readonly inFlow: boolean;
}

/** `undefined` when the path leads nowhere; `'alias'` when it leads through an alias, whose target is somewhere else. */
export function findYamlPlace(yaml: YamlKinds, root: ParsedNode | null, path: ConfigPath): YamlPlace | 'alias' | undefined {
  let place: YamlPlace = { node: root, index: 0, inFlow: false };
  for (const step of path) {
    const { node } = place;
    const inFlow = place.inFlow || isFlow(yaml, node);
    if (yaml.isAlias(node)) return 'alias';
    if (yaml.isMap(node)) {
      const index = node.items.findLastIndex((pair) => yaml.isScalar(pair.key) && pair.key.source === `${step}`);
      const pair = node.items[index];
      if (pair === undefined) return undefined;
      place = { node: pair.value, pair, parent: node, index, inFlow };
    } else if (yaml.isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      if (item === undefined) return undefined;
      place = { node: item, parent: node, index: step, inFlow };
    } else return undefined;
  }
  return yaml.isAlias(place.node) ? 'alias' : place;
}

export function isFlow(yaml: YamlKinds, node: ParsedNode | null): boolean {
  return (yaml.isMap(node) || yaml.isSeq(node)) && node.flow === true;
}

/** Where the text of a node really ends, without the line ends that belong to block style. */
export function endOfYaml(yaml: YamlKinds, text: string, node: ParsedNode | null, fallback: number): number {
  if (node === null) return fallback;
  const [start, end] = spanOf(node);
  if (yaml.isMap(node) && !isFlow(yaml, node)) {
    const last = node.items.at(-1);
    return last === undefined ? end : endOfYaml(yaml, text, last.value, colonOf(text, last));
  }
  if (yaml.isSeq(node) && !isFlow(yaml, node)) {
    const last = node.items.at(-1);
    return last === undefined ? end : endOfYaml(yaml, text, last, end);
  }
  return start + text.slice(start, end).trimEnd().length;
}

/** Offset behind the colon of a pair. */
export function colonOf(text: string, pair: YamlPair): number {
  const end = spanOf(pair.key)[1];
  const colon = text.indexOf(':', end);
  return colon === -1 ? end : colon + 1;
}

/** From key to the end of the value. */
export function spanOfPair(yaml: YamlKinds, text: string, pair: YamlPair): Span {
  const colon = colonOf(text, pair);
  return { start: spanOf(pair.key)[0], end: Math.max(colon, endOfYaml(yaml, text, pair.value, colon)) };
}
