import type { ClientFacts, ConfigPath, EditIntent, EntryFacts, FixDraft, FixDraftStep, Json, JsonObject, ProgramFacts } from '../model/index.ts';

/** What evidence shows where a secret stands; writing it back would destroy the secret. */
const MARKER = '[redacted, ';

/** Where a field of the entry stands: at its top or, for clients that nest, one level down. */
export function locateField({ at, written }: EntryFacts, field: string): ConfigPath {
  if (!isObject(written) || Object.hasOwn(written, field)) return [...at, field];
  const outer = Object.keys(written).find(
    (key) => key !== 'env' && isObject(written[key]) && (Object.hasOwn(written[key], field) || Object.hasOwn(written[key], 'command')),
  );
  return outer === undefined ? [...at, field] : [...at, outer, field];
}

/** The arguments as written; undefined when they are no plain list. */
export function writtenArgs(entry: EntryFacts, client: ClientFacts): readonly string[] | undefined {
  const { at, skip } = locateArgs(entry, client);
  const value = at === undefined ? [] : valueAt(entry.written, at.slice(entry.at.length));
  if (value === undefined) return [];
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.slice(skip) : undefined;
}

/**
 * Edits that turn the written arguments into `wanted`. Undefined when they cannot be made exactly: arguments that are no list,
 * or a list to be written anew although one of them is a secret that evidence does not hold.
 */
export function editArgs(entry: EntryFacts, client: ClientFacts, wanted: readonly string[]): readonly EditIntent[] | undefined {
  const now = writtenArgs(entry, client);
  const { at, skip } = locateArgs(entry, client);
  if (now === undefined || at === undefined) return undefined;
  if (now.length === wanted.length) {
    const changed = wanted.flatMap((word, index) => (word === now[index] ? [] : [{ index, word }]));
    return changed.some(({ word }) => word.includes(MARKER))
      ? undefined
      : changed.map(({ index, word }) => ({ op: 'set', at: [...at, index + skip], value: word }));
  }
  if (wanted.some((word) => word.includes(MARKER))) return undefined;
  const head = skip === 0 ? [] : [entry.effective.command ?? ''];
  return [{ op: 'set', at, value: [...head, ...wanted] }];
}

/** Edit that names another program and leaves the arguments as they are. */
export function editCommand(entry: EntryFacts, client: ClientFacts, command: string): EditIntent {
  const at = locateField(entry, client.fields.command);
  return { op: 'set', at: client.commandShape === 'array' ? [...at, 0] : at, value: command };
}

/** Program and arguments at once. */
export function editLaunch(entry: EntryFacts, client: ClientFacts, command: string, args: readonly string[]): readonly EditIntent[] | undefined {
  if (args.some((word) => word.includes(MARKER))) return undefined;
  const at = locateField(entry, client.fields.command);
  if (client.commandShape === 'array') return [{ op: 'set', at, value: [command, ...args] }];
  if (client.fields.args === undefined) return undefined;
  return [
    { op: 'set', at, value: command },
    { op: 'set', at: locateField(entry, client.fields.args), value: args },
  ];
}

/**
 * Starts a script through the interpreter that its first line names: then neither the permission to execute it nor its line ends
 * matter. Empty when the first line names none, or the arguments cannot be written.
 */
export function draftThroughInterpreter(entry: EntryFacts | undefined, client: ClientFacts, { file }: ProgramFacts): readonly FixDraft[] {
  const words = file?.shebang?.line.trim().split(/\s+/u) ?? [];
  const [interpreter, ...rest] = /(?:^|\/)env$/u.test(words[0] ?? '') ? words.slice(1).filter((word) => word !== '-S') : words;
  if (entry === undefined || entry.file === '' || file === undefined || interpreter === undefined || interpreter === '') return [];
  const edits = editLaunch(entry, client, interpreter, [...rest, file.path, ...(writtenArgs(entry, client) ?? [])]);
  if (edits === undefined) return [];
  return [{ id: 'start-through-interpreter', title: `Start it through ${interpreter}`, safety: 'review', steps: editSteps(edits, client) }];
}

/** Sets variables of the entry's own environment; undefined when entries of this client have none. */
export function editEnv(entry: EntryFacts, client: ClientFacts, values: Readonly<Record<string, string>>): readonly EditIntent[] | undefined {
  const { env } = client.fields;
  if (env === undefined) return undefined;
  const at = locateField(entry, env);
  if (!isObject(valueAt(entry.written, at.slice(entry.at.length)))) return [{ op: 'set', at, value: { ...values } }];
  return Object.entries(values).map(([name, value]) => ({ op: 'set', at: [...at, name], value }));
}

/** Steps of a fix: the edits, then what the client needs to notice them. */
export function editSteps(edits: readonly EditIntent[], client: ClientFacts): readonly FixDraftStep[] {
  return [
    { do: 'edit', edits },
    { do: 'tell', text: `Then: ${client.reload}.` },
  ];
}

function locateArgs(entry: EntryFacts, client: ClientFacts): { readonly at: ConfigPath | undefined; readonly skip: number } {
  if (client.commandShape === 'array') return { at: locateField(entry, client.fields.command), skip: 1 };
  return { at: client.fields.args === undefined ? undefined : locateField(entry, client.fields.args), skip: 0 };
}

function valueAt(value: Json, path: ConfigPath): Json | undefined {
  let current: Json | undefined = value;
  for (const key of path) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isObject(current) && Object.hasOwn(current, key)) current = current[key];
    else return undefined;
  }
  return current;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
