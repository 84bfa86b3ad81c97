import { Validator, type Schema } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../../../model/index.ts';
import type { CallFacts } from '../../../model/verify/index.ts';
import { isObject, own } from '../../protocol/record.ts';

const MAX_SCHEMA_CHARS = 50_000;
/** A pattern of the server's own could be one that takes for ever. */
const LEFT_OUT = new Set(['pattern', 'patternProperties', 'format']);
const DRAFT_7 = /draft-0[4-7]/;

/** Whether the structured content fits the output schema. Nothing is compiled or fetched; patterns and formats are not looked at. */
export function checkOutput(schema: unknown, result: JsonObject): CallFacts['output'] {
  if (schema === undefined) return 'none';
  if (own(result, 'isError') === true) return 'unchecked';
  const content = own(result, 'structuredContent') as Json | undefined;
  if (content === undefined) return 'absent';
  if (!isObject(schema) || JSON.stringify(schema).length > MAX_SCHEMA_CHARS) return 'unchecked';
  const dialect = own(schema, '$schema');
  try {
    const validator = new Validator(withoutPatterns(schema) as Schema, typeof dialect === 'string' && DRAFT_7.test(dialect) ? '7' : '2020-12', true);
    const { valid, errors } = validator.validate(content);
    return valid ? 'fits' : { fault: errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`).at(-1) ?? 'does not fit' };
  } catch {
    return 'unchecked';
  }
}

function withoutPatterns(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutPatterns);
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part)
      // A property may be called "format"; its schema is an object, the keyword's value is a text.
      .filter(([name, value]) => !(LEFT_OUT.has(name) && (typeof value === 'string' || name === 'patternProperties')))
      .map(([name, value]) => [name, withoutPatterns(value)]),
  );
}

/** Whether a text block says the same as the structured content, as JSON or as its only text; undefined when there is none. */
export function findMirror(result: JsonObject): boolean | undefined {
  const structured = own(result, 'structuredContent');
  if (structured === undefined) return undefined;
  const content = own(result, 'content');
  const wanted = sortedJson(structured);
  const [only, ...more] = isObject(structured) ? Object.values(structured) : [structured];
  return (
    Array.isArray(content) &&
    (content as readonly unknown[]).some((block) => {
      const text = isObject(block) ? own(block, 'text') : undefined;
      if (typeof text === 'string' && more.length === 0 && text === only) return true;
      try {
        return typeof text === 'string' && sortedJson(JSON.parse(text)) === wanted;
      } catch {
        return false;
      }
    })
  );
}

/** JSON with the members of objects in one order. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
