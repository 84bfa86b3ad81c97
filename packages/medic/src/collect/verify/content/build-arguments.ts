import type { Json, JsonObject } from '../../../model/index.ts';
import { isObject, own } from '../../protocol/record.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A value that no schema of ours is known for; `undefined` is no JSON, so it cannot be meant by one. */
const UNKNOWN = undefined;
const MAX_DEPTH = 6;
const MAX_LENGTH = 1_000;
const FORMATS: Readonly<Record<string, string>> = {
  uri: 'https://example.com/',
  url: 'https://example.com/',
  email: 'medic@example.com',
  date: '2026-01-01',
  time: '12:00:00Z',
  'date-time': '2026-01-01T12:00:00Z',
  uuid: '0b9f6c5e-3f5b-4d0e-9d0a-6a8f6f1f2c11',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
};

/**
 * Arguments that a tool's input schema allows: required ones and those named in `also`, the smallest values that fit.
 * Undefined when some value cannot be made up, because of a pattern for example.
 */
export function buildArguments(inputSchema: unknown, also: readonly string[] = []): JsonObject | undefined {
  if (!isObject(inputSchema)) return undefined;
  return buildObject(inputSchema, inputSchema, 0, also);
}

function buildObject(schema: Schema, root: Schema, depth: number, also: readonly string[]): JsonObject | undefined {
  const properties = own(schema, 'properties');
  const required = own(schema, 'required');
  const names = new Set([...(Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : []), ...also]);
  const built: [string, Json][] = [];
  for (const name of names) {
    const value = buildValue(isObject(properties) ? own(properties, name) : UNKNOWN, root, depth + 1);
    if (value === UNKNOWN) return undefined;
    built.push([name, value]);
  }
  return Object.fromEntries(built);
}

function buildValue(schema: unknown, root: Schema, depth: number): Json | undefined {
  if (!isObject(schema) || depth > MAX_DEPTH) return UNKNOWN;
  for (const keyword of ['const', 'default']) if (Object.hasOwn(schema, keyword)) return own(schema, keyword) as Json;
  for (const keyword of ['enum', 'examples']) {
    const list = own(schema, keyword);
    if (Array.isArray(list) && list.length > 0) return (list as readonly Json[])[0];
  }
  const reference = own(schema, '$ref');
  if (typeof reference === 'string') return buildValue(followReference(reference, root), root, depth + 1);
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const list = own(schema, keyword);
    if (Array.isArray(list) && own(schema, 'type') === undefined)
      return keyword === 'allOf' && list.length > 1 ? UNKNOWN : buildValue((list as readonly unknown[])[0], root, depth + 1);
  }
  const type = own(schema, 'type');
  return buildOfType(Array.isArray(type) ? (type as readonly unknown[])[0] : type, schema, root, depth);
}

function buildOfType(type: unknown, schema: Schema, root: Schema, depth: number): Json | undefined {
  switch (type) {
    case 'string':
      return buildText(schema);
    case 'integer':
    case 'number':
      return buildNumber(schema);
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'array': {
      const count = Number(own(schema, 'minItems') ?? 0);
      const item = count > 0 ? buildValue(own(schema, 'items'), root, depth + 1) : null;
      // More than one might have to differ from each other.
      return item === UNKNOWN || count > 1 ? UNKNOWN : count === 1 ? [item] : [];
    }
    case 'object':
      return buildObject(schema, root, depth, []);
    default:
      return UNKNOWN;
  }
}

function buildText(schema: Schema): string | undefined {
  if (own(schema, 'pattern') !== undefined) return UNKNOWN;
  const format = own(schema, 'format');
  if (typeof format === 'string') return FORMATS[format] ?? UNKNOWN;
  const [least, most] = [Number(own(schema, 'minLength') ?? 0), Number(own(schema, 'maxLength') ?? MAX_LENGTH)];
  const text = 'example'.padEnd(least, 'x').slice(0, most);
  return text.length >= least && text.length <= MAX_LENGTH ? text : UNKNOWN;
}

function buildNumber(schema: Schema): number | undefined {
  const bounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'].map((keyword) => own(schema, keyword));
  const [minimum = -Infinity, above = -Infinity, maximum = Infinity, below = Infinity, step = 1] = bounds.map((bound) =>
    typeof bound === 'number' ? bound : undefined,
  );
  const fits = (value: number): boolean => value >= minimum && value > above && value <= maximum && value < below && value % step === 0;
  // Two rather than one: a tool that counts has to count for progress to be seen.
  return [2, 1, 0, minimum, Math.floor(above) + 1, maximum, Math.ceil(below) - 1].find((value) => Number.isFinite(value) && fits(value));
}

function followReference(reference: string, root: Schema): unknown {
  if (!reference.startsWith('#/')) return UNKNOWN;
  let current: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    current = isObject(current) ? own(current, key) : UNKNOWN;
  }
  return current;
}
