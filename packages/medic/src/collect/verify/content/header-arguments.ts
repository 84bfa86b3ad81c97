import type { JsonObject } from '../../../model/index.ts';
import { isObject, own } from '../../protocol/record.ts';
import { encodeHeaderValue } from '../messages.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Arguments at the top of a schema that a header mirrors, with its name. */
export function mirroredArguments(inputSchema: unknown): readonly { readonly argument: string; readonly header: string; readonly type: unknown }[] {
  const properties = isObject(inputSchema) ? own(inputSchema, 'properties') : undefined;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([argument, property]) => {
    const name = isObject(property) ? own(property, 'x-mcp-header') : undefined;
    return typeof name === 'string' && TOKEN.test(name) && isObject(property) ? [{ argument, header: `Mcp-Param-${name}`, type: own(property, 'type') }] : [];
  });
}

/** The headers that go with these arguments. */
export function paramHeaders(inputSchema: unknown, args: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mirroredArguments(inputSchema).flatMap(({ argument, header }) => {
      const value = own(args, argument);
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[header, encodeHeaderValue(String(value))]] : [];
    }),
  );
}
