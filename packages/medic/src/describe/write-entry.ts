import { writeTransport } from '../discover/field-words.ts';
import type { ClientDefinition, ClientFile, DescribedInput, DescribedText, EntryDialect, Json, JsonObject, Roots, ServerDescription } from '../model/index.ts';
import { bridge } from './bridge.ts';
import { namesOf, onlyReference } from './described-text.ts';
import { type ValueWriter, variableName, writeValue } from './write-value.ts';

export interface WrittenEntry {
  readonly entry: JsonObject;
  /** What the client must be told to ask for, in its own notation. */
  readonly inputs: readonly JsonObject[];
  /** True when a remote server is reached through a local program, because the client has none. */
  readonly isBridged: boolean;
}

/** A description as this client's file wants it. What the client cannot say is left out; `findLosses` tells what that was. */
export function writeEntry(given: ServerDescription, definition: ClientDefinition, file: ClientFile, roots: Roots): WrittenEntry {
  const dialect = file.differs?.dialect ?? definition.dialect;
  const isBridged = dialect.noRemote !== undefined && given.transport !== 'stdio';
  const wanted = isBridged ? bridge(given) : given;
  const writer: ValueWriter = {
    expansion: file.differs?.expansion ?? definition.expansion,
    roots,
    asksInputs: definition.writing?.inputs !== undefined,
  };
  const adds = definition.writing?.adds ?? {};
  const entry: Record<string, Json> = Object.create(null);
  if (file.shape === 'list') entry['name'] = wanted.name;
  for (const [key, value] of Object.entries(adds)) if (value === '{name}') entry[key] = wanted.name;
  const word = chooseTypeWord(wanted, definition, dialect);
  if (word !== undefined && dialect.fields.type !== undefined) entry[dialect.fields.type] = word;
  if (wanted.transport === 'stdio') writeLaunch(entry, wanted, definition, dialect, writer);
  else writeRemote(entry, wanted, dialect, writer);
  writeRest(entry, wanted, dialect);
  for (const [key, value] of Object.entries(adds)) if (!Object.hasOwn(entry, key)) entry[key] = value;
  return { entry, inputs: writer.asksInputs ? writeInputs(wanted) : [], isBridged };
}

function writeLaunch(entry: Record<string, Json>, wanted: ServerDescription, definition: ClientDefinition, dialect: EntryDialect, writer: ValueWriter): void {
  const { fields } = dialect;
  const spell = (text: DescribedText, place: 'command' | 'args'): string => writeValue(text, place, writer) ?? showUnwritten(text);
  const command = spell(wanted.command ?? [], 'command');
  const args = wanted.args.map((arg) => spell(arg, 'args'));
  entry[fields.command] = dialect.command === 'array' ? [command, ...args] : command;
  if (dialect.command === 'string' && fields.args !== undefined) entry[fields.args] = args;
  writeEnvironment(entry, wanted, definition, dialect, writer);
  const cwd = wanted.cwd === undefined ? undefined : writeValue(wanted.cwd, 'cwd', writer);
  if (cwd !== undefined && fields.cwd !== undefined) entry[fields.cwd] = cwd;
}

/** An argument must keep its place; a reference this client does not know is written as it is known best. */
function showUnwritten(text: DescribedText): string {
  return text
    .map((part) => (typeof part === 'string' ? part : part.ref === 'own' ? part.text : `\${${part.ref === 'folder' ? part.which : part.name}}`))
    .join('');
}

function writeEnvironment(
  entry: Record<string, Json>,
  { env }: ServerDescription,
  { launch }: ClientDefinition,
  { fields }: EntryDialect,
  writer: ValueWriter,
): void {
  const values: Record<string, Json> = Object.create(null);
  const names: string[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (text === null || isRefused(name, launch.refusesEnv)) continue;
    const value = writeValue(text, 'env', writer);
    if (value !== undefined) values[name] = value;
    else if (fields.envVars !== undefined && variableOf(text) === name) names.push(name);
  }
  if (fields.env !== undefined && Object.keys(values).length > 0) entry[fields.env] = values;
  if (fields.envVars !== undefined && names.length > 0) entry[fields.envVars] = names;
}

/** The variable a text consists of, whether it is to be set or asked for. */
function variableOf(text: DescribedText): string | undefined {
  const only = onlyReference(text);
  if (only?.ref === 'env') return only.fallback === undefined ? only.name : undefined;
  return only?.ref === 'input' ? variableName(only.name) : undefined;
}

function isRefused(name: string, refused: readonly string[] | undefined): boolean {
  return refused?.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name)) === true;
}

function writeRemote(entry: Record<string, Json>, wanted: ServerDescription, dialect: EntryDialect, writer: ValueWriter): void {
  const { fields } = dialect;
  const url = wanted.url ?? [];
  entry[chooseUrlField(wanted, dialect)] = writeValue(url, 'url', writer) ?? showUnwritten(url);
  const headers: Record<string, Json> = Object.create(null);
  const named: Record<string, Json> = Object.create(null);
  for (const [name, text] of Object.entries(wanted.headers)) {
    const value = writeValue(text, 'headers', writer);
    const [scheme, token] = text;
    const bearer = name.toLowerCase() === 'authorization' && scheme === 'Bearer ' && token !== undefined && text.length === 2 ? variableOf([token]) : undefined;
    const variable = variableOf(text);
    if (value !== undefined) headers[name] = value;
    else if (bearer !== undefined && fields.bearerTokenEnvVar !== undefined) entry[fields.bearerTokenEnvVar] = bearer;
    else if (variable !== undefined && fields.envHeaders !== undefined) named[name] = variable;
  }
  if (fields.headers !== undefined && Object.keys(headers).length > 0) {
    if (dialect.headersBelow === undefined) entry[fields.headers] = headers;
    else entry[dialect.headersBelow] = { [fields.headers]: headers };
  }
  if (fields.envHeaders !== undefined && Object.keys(named).length > 0) entry[fields.envHeaders] = named;
}

/** Where the name of the field decides the transport, the one that decides it right. */
function chooseUrlField({ transport }: ServerDescription, { fields, urlFieldTransport, types }: EntryDialect): string {
  const [first = 'url'] = fields.url;
  if (urlFieldTransport === undefined) return first;
  const decides = (field: string): boolean => Object.hasOwn(urlFieldTransport, field);
  if (Object.keys(types).length > 0) return fields.url.find((field) => !decides(field)) ?? first;
  const wanted = transport === 'sse' ? 'sse' : 'http';
  return fields.url.find((field) => urlFieldTransport[field] === wanted) ?? first;
}

function chooseTypeWord(wanted: ServerDescription, { writing, http }: ClientDefinition, dialect: EntryDialect): string | undefined {
  const { transport } = wanted;
  const isAlways = dialect.typeRequired === true || writing?.type === 'always';
  if (transport === 'stdio') return isAlways ? writeTransport('stdio', dialect) : undefined;
  const meant = transport === 'http-then-sse' ? guessTransport(wanted) : transport;
  const word = writeTransport(meant, dialect) ?? writeTransport('http', dialect);
  if (isAlways || writing?.type === 'remote') return word;
  const without = dialect.urlWithoutType;
  if (without === 'http-then-sse' && (transport === 'http-then-sse' || (transport === 'http' && http.fallback === 'sse'))) return undefined;
  return without === meant ? undefined : word;
}

function guessTransport({ url = [] }: ServerDescription): 'http' | 'sse' {
  const last = url.at(-1);
  return typeof last === 'string' && /\/sse\/?(?:\?|$)/.test(last) ? 'sse' : 'http';
}

function writeRest(entry: Record<string, Json>, wanted: ServerDescription, { fields, toolLists }: EntryDialect): void {
  const { timeout } = fields;
  const limitMs = timeout?.affectsConnect === true ? wanted.timeoutMs : wanted.callTimeoutMs;
  if (timeout !== undefined && limitMs !== undefined) entry[timeout.name] = Math.ceil(limitMs / timeout.unitMs);
  if (!wanted.enabled) {
    if (fields.disabled !== undefined) entry[fields.disabled] = true;
    else if (fields.enabled !== undefined) entry[fields.enabled] = false;
  }
  for (const key of ['only', 'without', 'approved'] as const) {
    const field = toolLists?.[key];
    const names = wanted.tools[key];
    if (field !== undefined && names !== undefined) entry[field] = names;
  }
}

function writeInputs({ inputs, command, args, env, url, headers, cwd }: ServerDescription): readonly JsonObject[] {
  const texts = [command, ...args, ...Object.values(env), url, cwd, ...Object.values(headers)];
  const used = [...new Set(texts.flatMap((text) => namesOf(text ?? [], 'input')))];
  return used.map((id) => {
    const known: DescribedInput | undefined = inputs[id];
    return {
      type: 'promptString',
      id,
      description: known?.title ?? id,
      ...(known?.isSecret === false ? {} : { password: true }),
      ...(known?.default === undefined ? {} : { default: known.default }),
    };
  });
}
