import { readCommandLine } from '../discover/command-line.ts';
import { isObject } from '../discover/entry-shape.ts';
import type { EntrySource } from '../discover/entry-source.ts';
import { listFields } from '../discover/field-words.ts';
import { type EntryFields, readFields } from '../discover/read-fields.ts';
import { readTransport } from '../discover/read-transport.ts';
import type { DescribedInput, DescribedText, ExpansionFacts, Json, JsonObject, Roots, ServerDescription } from '../model/index.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { equalJson } from '../text/plain-value.ts';
import { unbridge } from './bridge.ts';
import { namesOf } from './described-text.ts';
import { readValue } from './read-value.ts';

/** An entry of a client's file in no client's dialect; undefined when it names neither a command nor a URL. */
export function readDescription(entry: EntrySource, roots: Roots): ServerDescription | undefined {
  const { raw, dialect, name, expansion, definition } = entry;
  if (!isObject(raw)) return undefined;
  const fields = readFields(entry, raw);
  const read = (text: string, place: ExpansionFacts['where'][number]): DescribedText => readValue(text, place, expansion, roots);
  const words = definition.launch.splitsCommand === true && fields.command !== undefined ? readCommandLine(fields.command, () => false) : undefined;
  const [command = fields.command, ...before] = words ?? [];
  const transport = chooseTransport(entry, fields);
  if (transport === undefined) return undefined;
  const isRemote = transport !== 'stdio';
  const limit = fields.timeoutMs === undefined || isAdded(entry, dialect.fields.timeout?.name, raw) ? undefined : fields.timeoutMs;
  const base: ServerDescription = {
    name,
    transport,
    args: isRemote ? [] : [...before, ...fields.args].map((arg) => read(arg, 'args')),
    env: readEnvironment(fields, read),
    headers: isRemote ? readHeaders(fields, read) : {},
    enabled: isEnabled(entry, fields),
    tools: readTools(entry, fields.members, raw),
    inputs: {},
    extras: readExtras(entry, fields, raw),
    ...(isRemote || command === undefined ? {} : { command: read(command, 'command') }),
    ...(!isRemote || fields.url === undefined ? {} : { url: read(fields.url.value.trim(), 'url') }),
    ...(fields.cwd === undefined || isRemote ? {} : { cwd: read(fields.cwd, 'cwd') }),
    ...(limit === undefined ? {} : dialect.fields.timeout?.affectsConnect === true ? { timeoutMs: limit } : { callTimeoutMs: limit }),
  };
  const whole = { ...base, inputs: readInputs(entry, base) };
  return dialect.noRemote === undefined ? whole : unbridge(whole);
}

function chooseTransport(entry: EntrySource, fields: EntryFields): ServerDescription['transport'] | undefined {
  const { transport } = readTransport(entry, fields);
  if (transport === 'stdio' && fields.command !== undefined) return 'stdio';
  if (transport !== 'stdio' && transport !== 'unknown' && fields.url !== undefined) return transport;
  // What this client would refuse is described by what it plainly means.
  if (fields.url !== undefined) return /\/sse\/?(?:\?|$)/.test(fields.url.value) ? 'sse' : 'http-then-sse';
  return fields.command === undefined ? undefined : 'stdio';
}

function readEnvironment(
  fields: EntryFields,
  read: (text: string, place: ExpansionFacts['where'][number]) => DescribedText,
): Record<string, DescribedText | null> {
  const env: Record<string, DescribedText | null> = Object.create(null);
  for (const name of fields.envVars) env[name] = [{ ref: 'env', name }];
  for (const [name, value] of Object.entries(fields.env)) env[name] = value === null ? null : read(value, 'env');
  return env;
}

function readHeaders(fields: EntryFields, read: (text: string, place: ExpansionFacts['where'][number]) => DescribedText): Record<string, DescribedText> {
  const headers: Record<string, DescribedText> = Object.create(null);
  for (const [name, value] of Object.entries(fields.headers)) headers[name] = read(value, 'headers');
  for (const [name, variable] of Object.entries(fields.envHeaders)) headers[name] = [{ ref: 'env', name: variable }];
  if (fields.bearerTokenEnvVar !== undefined) headers['Authorization'] = ['Bearer ', { ref: 'env', name: fields.bearerTokenEnvVar }];
  return headers;
}

function isEnabled({ dialect, definition }: EntrySource, fields: EntryFields): boolean {
  // A client whose own entries always carry the mark starts none without it (5ire).
  const needsMark = dialect.fields.enabled !== undefined && definition.writing?.adds?.[dialect.fields.enabled] === true;
  return fields.disabled !== true && (needsMark ? fields.enabled === true : fields.enabled !== false);
}

function readTools(entry: EntrySource, members: JsonObject, raw: JsonObject): ServerDescription['tools'] {
  const { only, without, approved } = entry.dialect.toolLists ?? {};
  const list = (name: string | undefined): readonly string[] | undefined => {
    const value = name === undefined || isAdded(entry, name, raw) ? undefined : (members[name] ?? raw[name]);
    const names = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
    return names.length === 0 ? undefined : names;
  };
  const found = { only: list(only), without: list(without), approved: list(approved) };
  return {
    ...(found.only === undefined ? {} : { only: found.only }),
    ...(found.without === undefined ? {} : { without: found.without }),
    ...(found.approved === undefined ? {} : { approved: found.approved }),
  };
}

/** True when a member stands there only because this client's entries carry it. */
function isAdded({ definition, name }: EntrySource, member: string | undefined, raw: JsonObject): boolean {
  const adds = definition.writing?.adds;
  if (member === undefined || adds === undefined || !Object.hasOwn(adds, member)) return false;
  const added = adds[member];
  return equalJson(raw[member], added === '{name}' ? name : added);
}

function readExtras(entry: EntrySource, { members, base }: EntryFields, raw: JsonObject): Record<string, Json> {
  const { dialect } = entry;
  const lists = dialect.toolLists ?? {};
  const known = new Set([
    ...listFields(dialect).map(([, field]) => field),
    ...Object.values(lists),
    ...(dialect.nested === undefined ? [] : [dialect.nested]),
    ...(dialect.headersBelow === undefined ? [] : [dialect.headersBelow]),
    'name',
  ]);
  const extras: Record<string, Json> = Object.create(null);
  for (const [key, value] of Object.entries(base.length === 0 ? raw : { ...raw, ...members }))
    if (!known.has(key) && !isAdded(entry, key, raw) && !isEmpty(value)) extras[key] = value;
  return extras;
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function readInputs({ definition, source }: EntrySource, { command, args, env, url, headers, cwd }: ServerDescription): Record<string, DescribedInput> {
  const used = new Set([command, ...args, ...Object.values(env), url, cwd, ...Object.values(headers)].flatMap((text) => namesOf(text ?? [], 'input')));
  const key = definition.writing?.inputs;
  const value = source.state === 'read' && key !== undefined && isObject(source.parsed.value) ? source.parsed.value[key] : undefined;
  const declared = Array.isArray(value) ? value.filter(isObject) : [];
  const inputs: Record<string, DescribedInput> = Object.create(null);
  for (const name of used) {
    const found = declared.find((each) => each['id'] === name);
    const title = found?.['description'];
    const fallback = found?.['default'];
    inputs[name] = {
      isSecret: found === undefined ? isSecretName(name) : found['password'] === true,
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof fallback === 'string' ? { default: fallback } : {}),
    };
  }
  return inputs;
}
