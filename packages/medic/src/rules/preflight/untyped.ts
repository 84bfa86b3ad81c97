import type { Json, JsonObject } from '../../model/index.ts';

export interface UntypedPlace {
  /** JSON pointer within the tool's input schema; empty for the whole of it. */
  readonly pointer: string;
  readonly why: string;
  readonly quote: string;
}

/** Keywords that say what a value is. */
const TYPING = [
  'type',
  'enum',
  'const',
  '$ref',
  '$dynamicRef',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'properties',
  'items',
  'prefixItems',
  'pattern',
  'format',
];
const MAX_DEPTH = 8;
const MAX_PLACES = 20;

/** Where an input schema takes anything: whole, or a parameter of it. */
export function findUntyped(schema: Json | undefined): readonly UntypedPlace[] {
  const found: UntypedPlace[] = [];
  if (!isObject(schema)) return [{ pointer: '', why: 'there is no schema', quote: cut(schema ?? null) }];
  const isOpen = schema['properties'] === undefined && !closesObject(schema) && !hasCombinator(schema);
  if (isOpen || isEmptyAndOpen(schema)) return [{ pointer: '', why: 'the whole input is an object that may hold anything', quote: cut(schema) }];
  walk(schema, '', 0, found);
  return found;
}

function walk(schema: JsonObject, pointer: string, depth: number, found: UntypedPlace[]): void {
  if (depth > MAX_DEPTH || found.length >= MAX_PLACES) return;
  const { properties } = schema;
  if (isObject(properties)) for (const [name, value] of Object.entries(properties)) look(value, `${pointer}/properties/${name}`, depth, found);
  if (schema['items'] !== undefined) look(schema['items'], `${pointer}/items`, depth, found);
  for (const word of ['anyOf', 'oneOf', 'allOf'] as const) {
    const options = schema[word];
    if (Array.isArray(options)) (options as readonly Json[]).forEach((option, index) => look(option, `${pointer}/${word}/${index}`, depth, found));
  }
}

function look(value: Json | undefined, pointer: string, depth: number, found: UntypedPlace[]): void {
  if (value === true || (isObject(value) && !TYPING.some((word) => value[word] !== undefined))) {
    found.push({ pointer, why: 'it has no type', quote: cut(value) });
    return;
  }
  if (!isObject(value)) return;
  if (value['type'] === 'object' && isFree(value)) found.push({ pointer, why: 'it is an object that may hold anything', quote: cut(value) });
  else if (value['type'] === 'array' && value['items'] === undefined && value['prefixItems'] === undefined)
    found.push({ pointer, why: 'its items have no type', quote: cut(value) });
  else walk(value, pointer, depth + 1, found);
}

function isFree(schema: JsonObject): boolean {
  const { properties, additionalProperties, patternProperties } = schema;
  const names = isObject(properties) ? Object.keys(properties).length : 0;
  return names === 0 && patternProperties === undefined && !closesObject(schema) && !hasCombinator(schema) && !isTyped(additionalProperties);
}

/** `properties: {}` alone is how SDKs write "no parameters"; together with `additionalProperties: true` it says "anything". */
function isEmptyAndOpen({ properties, additionalProperties }: JsonObject): boolean {
  const isEmpty = isObject(properties) && Object.keys(properties).length === 0;
  return isEmpty && (additionalProperties === true || (isObject(additionalProperties) && !isTyped(additionalProperties)));
}

function closesObject({ additionalProperties, unevaluatedProperties }: JsonObject): boolean {
  return additionalProperties === false || unevaluatedProperties === false || isTyped(additionalProperties);
}

function isTyped(schema: Json | undefined): boolean {
  return isObject(schema) && TYPING.some((word) => schema[word] !== undefined);
}

function hasCombinator(schema: JsonObject): boolean {
  return ['$ref', 'anyOf', 'oneOf', 'allOf'].some((word) => schema[word] !== undefined);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cut(value: Json): string {
  return JSON.stringify(value).slice(0, 200);
}
