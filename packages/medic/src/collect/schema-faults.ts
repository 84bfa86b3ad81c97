import type { ToolSummary } from '../model/index.ts';
import { isRecord } from './is-record.ts';
import { indexReferences, judgeReference } from './schema-references.ts';
import type { ReferenceIndex } from './schema-references.ts';

type Fault = ToolSummary['schemaFaults'][number];
type Schema = Readonly<Record<string, unknown>>;

/** How much may still be looked at; shared by all tools of a server. */
export interface Budget {
  readonly take: () => boolean;
  readonly spent: () => boolean;
}

export function createBudget(nodes: number): Budget {
  let left = nodes;
  return { take: () => (left -= 1) >= 0, spent: () => left < 0 };
}

const TYPE_WORDS = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const ROOT_COMBINATORS = ['anyOf', 'oneOf', 'allOf', 'not', 'enum'];
const DIALECT = /^https?:\/\/json-schema\.org\/(?:draft-0[467]|draft\/(?:2019-09|2020-12))\/schema#?$/;
/** What Anthropic's API accepts as the key of a property (its error message names this pattern; seen 2026-11-20). */
const PROPERTY_NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const DEPTH_MAX = 32;
const FAULTS_CAP = 20;
const QUOTE_CAP = 160;
const PATTERN_CAP = 5000;

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const SCHEMA_LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SCHEMAS = [
  'items',
  'additionalProperties',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'additionalItems',
];

/** Faults of one input schema, at most 20, each with its JSON pointer from the tool. Cyclic and shared objects are seen once. */
export function findSchemaFaults(root: unknown, budget: Budget): readonly Fault[] {
  if (!isRecord(root)) return [{ pointer: '/inputSchema', kind: 'not-object', quote: quote(root) }];
  const walk: Walk = { faults: [], seen: new Set(), budget, references: rememberOnce(() => indexReferences(root)) };
  checkRoot(root, walk);
  const queue: Step[] = [{ schema: root, pointer: '/inputSchema', depth: 0 }];
  for (let head = 0; head < queue.length && walk.faults.length < FAULTS_CAP; head += 1) {
    const step = queue[head];
    if (step !== undefined) visit(step, walk, queue);
  }
  return walk.faults.slice(0, FAULTS_CAP);
}

interface Walk {
  readonly faults: Fault[];
  readonly seen: Set<object>;
  readonly budget: Budget;
  /** Made at the first `$ref`: most schemas have none. */
  readonly references: () => ReferenceIndex;
}

interface Step {
  readonly schema: unknown;
  readonly pointer: string;
  readonly depth: number;
}

function checkRoot(root: Schema, { faults }: Walk): void {
  if (root['type'] !== 'object')
    faults.push({
      pointer: '/inputSchema/type',
      kind: 'not-object',
      quote: root['type'] === undefined ? 'no "type": "object"' : `type: ${quote(root['type'])}`,
    });
  for (const word of ROOT_COMBINATORS)
    if (Object.hasOwn(root, word))
      faults.push({ pointer: `/inputSchema/${word}`, kind: 'root-combinator', quote: `${word}: ${quote(root[word])}`.slice(0, QUOTE_CAP) });
  const dialect = root['$schema'];
  if (dialect !== undefined && !(typeof dialect === 'string' && DIALECT.test(dialect)))
    faults.push({ pointer: '/inputSchema/$schema', kind: 'unknown-dialect', quote: quote(dialect) });
}

function visit({ schema, pointer, depth }: Step, walk: Walk, queue: Step[]): void {
  if (typeof schema === 'boolean') return;
  if (!isRecord(schema)) {
    walk.faults.push({ pointer, kind: 'not-object', quote: quote(schema) });
    return;
  }
  if (walk.seen.has(schema)) return;
  if (depth > DEPTH_MAX) {
    walk.faults.push({ pointer: pointer.slice(0, QUOTE_CAP), kind: 'too-deep', quote: `more than ${DEPTH_MAX} levels` });
    return;
  }
  walk.seen.add(schema);
  if (!walk.budget.take()) return;
  checkKeywords(schema, pointer, walk);
  queueParts(schema, pointer, depth + 1, walk, queue);
}

function checkKeywords(schema: Schema, pointer: string, { faults, references }: Walk): void {
  const { type, pattern, required, properties } = schema as {
    readonly type?: unknown;
    readonly pattern?: unknown;
    readonly required?: unknown;
    readonly properties?: unknown;
  };
  const add = (keyword: string, kind: Fault['kind'], text: string): void =>
    void faults.push({ pointer: keyword === '' ? pointer : `${pointer}/${keyword}`, kind, quote: text.slice(0, QUOTE_CAP) });
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (Object.hasOwn(schema, 'type') && (types.length === 0 || types.some((word) => typeof word !== 'string' || !TYPE_WORDS.has(word))))
    add('type', 'bad-type-word', quote(type));
  if (types.includes('array') && !Object.hasOwn(schema, 'items') && !Object.hasOwn(schema, 'prefixItems'))
    add('', 'type-array-without-items', '"type": "array" without "items"');
  if (Object.hasOwn(schema, 'pattern') && !isPattern(pattern)) add('pattern', 'bad-pattern', quote(pattern));
  if (Object.hasOwn(schema, 'required')) {
    const fault = judgeRequired(required, properties);
    if (fault !== undefined) add('required', 'bad-required', fault);
  }
  if (Object.hasOwn(schema, '$ref')) {
    const kind = judgeReference(schema['$ref'], references());
    if (kind !== undefined) add('$ref', kind, quote(schema['$ref']));
  }
  // Reported refusals concern the names of the arguments themselves; a deeper one such as "$match" is no ground for a finding.
  if (pointer === '/inputSchema' && isRecord(properties)) {
    const bad = Object.keys(properties).find((name) => !PROPERTY_NAME.test(name));
    if (bad !== undefined) add(`properties/${escape(bad)}`, 'bad-property-name', quote(bad));
  }
}

function judgeRequired(required: unknown, properties: unknown): string | undefined {
  if (!Array.isArray(required)) return `required: ${quote(required)}`;
  const names: readonly unknown[] = required;
  if (names.some((name) => typeof name !== 'string')) return `required: ${quote(required)}`;
  if (!isRecord(properties)) return undefined;
  const unknown = names.slice(0, 1000).find((name) => typeof name === 'string' && !Object.hasOwn(properties, name));
  return typeof unknown === 'string' ? `"${unknown}" is required and not in properties` : undefined;
}

function isPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false;
  if (pattern.length > PATTERN_CAP) return true;
  // Compiled to see whether it can be, never run: a hostile pattern costs nothing until it meets a text.
  return compiles(pattern, 'u') || compiles(pattern, '');
}

function compiles(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags).source !== '';
  } catch {
    return false;
  }
}

function queueParts(schema: Schema, pointer: string, depth: number, walk: Walk, queue: Step[]): void {
  const add = (part: unknown, path: string): void => {
    if (!walk.budget.spent()) queue.push({ schema: part, pointer: `${pointer}/${path}`, depth });
  };
  for (const keyword of SCHEMA_MAPS) {
    if (!Object.hasOwn(schema, keyword)) continue;
    const map = schema[keyword];
    if (!isRecord(map)) walk.faults.push({ pointer: `${pointer}/${keyword}`, kind: 'not-object', quote: quote(map) });
    else for (const [name, part] of Object.entries(map)) add(part, `${keyword}/${escape(name)}`);
  }
  for (const keyword of SCHEMA_LISTS) {
    const list: unknown = schema[keyword];
    if (Array.isArray(list)) for (const [index, part] of list.entries()) add(part, `${keyword}/${index}`);
  }
  for (const keyword of SCHEMAS) if (Object.hasOwn(schema, keyword)) add(schema[keyword], keyword);
}

function rememberOnce<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function escape(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** JSON of a value, cut; deep or cyclic values are named only. */
function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, QUOTE_CAP));
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value))
    return `a list of ${value.length}${value.every((item) => typeof item === 'string') ? `: ${JSON.stringify(value.slice(0, 10)).slice(0, QUOTE_CAP)}` : ''}`;
  return `an object with ${
    Object.keys(value)
      .slice(0, 5)
      .map((key) => JSON.stringify(key.slice(0, 40)))
      .join(', ') || 'no keys'
  }`;
}
