import type * as yamlKinds from 'yaml';
import type { Alias, ParsedNode, YAMLMap } from 'yaml';
import type { ConfigMember, ConfigNode } from '../model/index.ts';
import type { IssueList } from './issue-list.ts';
import { showKey } from './issue-list.ts';
import { MAX_ALIAS_NODES, MAX_DEPTH, MAX_NODES } from './limits.ts';

/** The yaml package, which is loaded on first use and handed on. */
export type YamlKinds = typeof yamlKinds;

interface Builder {
  readonly yaml: YamlKinds;
  readonly list: IssueList;
  readonly anchors: Map<string, ConfigNode>;
  /** Anchors whose node is still being read: an alias to one of them would never end. */
  readonly open: Set<string>;
  /** Nodes in each tree that has an anchor, so that aliases are charged without walking them. */
  readonly sizes: Map<ConfigNode, number>;
  nodes: number;
  aliased: number;
  refused: boolean;
}

/** The common tree of a composed YAML document; `undefined` when it is empty or refused, with an issue saying why. */
export function buildYamlTree(yaml: YamlKinds, contents: ParsedNode | null, list: IssueList): ConfigNode | undefined {
  if (contents === null) return undefined;
  const builder: Builder = { yaml, list, anchors: new Map(), open: new Set(), sizes: new Map(), nodes: 0, aliased: 0, refused: false };
  const root = build(builder, contents, 0);
  return builder.refused ? undefined : root;
}

function build(builder: Builder, node: ParsedNode, depth: number): ConfigNode {
  const [start, end] = spanOf(node);
  const nothing: ConfigNode = { kind: 'value', span: { start, end }, value: null };
  builder.nodes += 1;
  if (builder.refused) return nothing;
  if (depth > MAX_DEPTH) return refuse(builder, 'too-deep', `the file is nested more than ${MAX_DEPTH} deep here`, start, nothing);
  if (builder.nodes > MAX_NODES) return refuse(builder, 'too-large', `the file holds more than ${MAX_NODES} values`, start, nothing);
  if (builder.yaml.isAlias(node)) return resolveAlias(builder, node, nothing);
  const { anchor } = node;
  const before = builder.nodes + builder.aliased;
  if (anchor !== undefined) builder.open.add(anchor);
  const built = buildOwn(builder, node, depth, nothing);
  if (anchor !== undefined) {
    builder.open.delete(anchor);
    builder.anchors.set(anchor, built);
    builder.sizes.set(built, builder.nodes + builder.aliased - before + 1);
  }
  return built;
}

function buildOwn(builder: Builder, node: ParsedNode, depth: number, nothing: ConfigNode): ConfigNode {
  if (builder.yaml.isMap(node)) return { kind: 'object', span: nothing.span, members: buildMembers(builder, node, depth) };
  if (builder.yaml.isSeq(node)) {
    const items = node.items.map((item) => build(builder, item, depth + 1));
    return { kind: 'array', span: nothing.span, items };
  }
  const value: unknown = builder.yaml.isScalar(node) ? node.value : null;
  const plain = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { kind: 'value', span: nothing.span, value: plain };
}

function buildMembers(builder: Builder, map: YAMLMap.Parsed, depth: number): ConfigMember[] {
  const members: ConfigMember[] = [];
  const lines = new Map<string, number>();
  for (const pair of map.items) {
    const [start, end] = spanOf(pair.key);
    const key = keyOf(builder, pair.key);
    if (key === undefined) {
      builder.list.add('syntax', 'a key must be a plain text; here stands a list or a map', start, end);
      continue;
    }
    const first = lines.get(key);
    if (first === undefined) lines.set(key, start);
    else builder.list.add('duplicate-key', `the key ${showKey(key)} stands twice in the same map, first in line ${builder.list.lineOf(first)}`, start, end);
    const node: ConfigNode = pair.value === null ? { kind: 'value', span: { start: end, end }, value: null } : build(builder, pair.value, depth + 1);
    members.push({ key, keySpan: { start, end }, node });
  }
  return members;
}

function keyOf({ yaml }: Builder, key: ParsedNode): string | undefined {
  if (!yaml.isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function resolveAlias(builder: Builder, alias: Alias.Parsed, nothing: ConfigNode): ConfigNode {
  const target = builder.anchors.get(alias.source);
  const { start, end } = nothing.span;
  if (builder.open.has(alias.source) || target === undefined) {
    builder.list.add('syntax', `nothing before this has the anchor &${alias.source.slice(0, 40)}`, start, end);
    return nothing;
  }
  builder.aliased += builder.sizes.get(target) ?? 1;
  if (builder.aliased > MAX_ALIAS_NODES) return refuse(builder, 'too-large', 'aliases multiply this file beyond any sensible size', start, nothing);
  return { ...target, span: nothing.span };
}

function refuse(builder: Builder, kind: 'too-deep' | 'too-large', message: string, at: number, nothing: ConfigNode): ConfigNode {
  builder.list.add(kind, message, at, at);
  builder.refused = true;
  return nothing;
}

/** Where a node's own text stands: block collections and block scalars without the blank lines and comments after them. */
export function spanOf(node: ParsedNode | null): [number, number] {
  const range = node?.range ?? [0, 0, 0];
  return [range[0], range[1]];
}
