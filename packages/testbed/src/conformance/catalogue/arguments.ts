import { isRecord, type Params } from '../rpc.ts';

/** What is wrong with the arguments, checked against the few schema keywords our own tools use; undefined when nothing is. */
export function findBadArgument(args: Params, schema: Params): string | undefined {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = required.find((name) => args[String(name)] === undefined);
  if (missing !== undefined) return `The argument "${String(missing)}" is missing`;
  for (const [name, value] of Object.entries(args)) {
    const property = properties[name];
    if (!isRecord(property)) return `The argument "${name}" is not known`;
    const reason = findMismatch(value, property);
    if (reason !== undefined) return `The argument "${name}" ${reason}`;
  }
  return undefined;
}

function findMismatch(value: unknown, { type, minimum, maximum }: Params): string | undefined {
  const isRight = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  if (!isRight) return `must be of type ${String(type)}`;
  if (typeof minimum === 'number' && Number(value) < minimum) return `must be at least ${minimum}`;
  if (typeof maximum === 'number' && Number(value) > maximum) return `must be at most ${maximum}`;
  return undefined;
}
