import { dirname, isAbsolute, join, resolve } from 'node:path';
import { listFolder } from '../io/look-up.ts';
import type { ArgumentEnvFile, EnvFileFacts, Roots } from '../model/index.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { findMember } from '../text/locate.ts';
import { nearest } from '../text/near.ts';
import { composeCwd } from './compose-cwd.ts';
import { isObject } from './entry-shape.ts';
import type { EntrySource } from './entry-source.ts';
import { expandValue } from './expand-value.ts';
import type { NoteTaker } from './note-values.ts';
import { noteText } from './note-text.ts';
import { placeOf } from './quote-line.ts';
import { readFields } from './read-fields.ts';
import type { SourceReader } from './read-source.ts';

/** A file of variables that an entry names, as it is read. Raw: holds secrets. */
export interface EnvFile<Facts extends EnvFileFacts = EnvFileFacts> {
  readonly facts: Facts;
  readonly variables: Readonly<Record<string, string>>;
  /** Line of a variable's name, from 1. */
  readonly lineOf: (name: string) => number;
}

/** What reading an entry needs of the files of variables that it names. */
export interface EnvFiles {
  /** Of a field of the entry: the client gives its variables to the server. */
  readonly own?: EnvFile;
  /** Of arguments: the program reads them itself. */
  readonly arguments: readonly EnvFile<ArgumentEnvFile>[];
}

export async function readEnvFiles(source: EntrySource, roots: Roots, read: SourceReader): Promise<EnvFiles> {
  const [own, named] = await Promise.all([readOwn(source, roots, read), readNamedByArguments(source, roots, read)]);
  return { ...(own === undefined ? {} : { own }), arguments: named };
}

/** Undefined when the entry names none, or its client knows no such field. */
async function readOwn({ dialect, expansion, raw }: EntrySource, roots: Roots, read: SourceReader): Promise<EnvFile | undefined> {
  const field = dialect.fields.envFile;
  const written = field === undefined || !isObject(raw) ? undefined : raw[field];
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const { value, unset, clientOnly } = expandValue(written, 'args', expansion, roots);
  if (unset.length > 0 || clientOnly.length > 0) return undefined;
  return readVariables(isAbsolute(value) ? value : join(roots.project, value), read);
}

/** `--env-file FILE` and `--env-file=FILE` of Node, Bun, Deno, uv, docker and podman; paths count from the folder the server starts in. */
async function readNamedByArguments(source: EntrySource, roots: Roots, read: SourceReader): Promise<readonly EnvFile<ArgumentEnvFile>[]> {
  if (!isObject(source.raw) || !JSON.stringify(source.raw).includes('--env-file')) return [];
  const { args, cwd } = readFields(source, source.raw);
  const folder = composeCwd(source, cwd, roots);
  const found = args.flatMap((word, index): readonly Promise<EnvFile<ArgumentEnvFile>>[] => {
    const match = /^(--env-file(?:-if-exists)?)(?:=(.+))?$/s.exec(word);
    const flag = match?.[1] === '--env-file-if-exists' ? '--env-file-if-exists' : '--env-file';
    const written = match?.[2] ?? args[index + 1];
    if (match === null || written === undefined) return [];
    const { value } = expandValue(written, 'args', source.expansion, roots);
    // A share of the network is not asked for on the word of a config file.
    if (/^(?:\\\\|\/\/|[A-Za-z][A-Za-z0-9+.-]+:\/\/)/.test(value)) return [];
    const place = { flag, index: match[2] === undefined ? index + 1 : index, written } as const;
    return [readVariables(resolve(folder, value), read).then((file) => ({ ...file, facts: { ...file.facts, ...place } }))];
  });
  return Promise.all(found);
}

async function readVariables(path: string, read: SourceReader): Promise<EnvFile> {
  const source = await read(path, 'env');
  if (source.state !== 'read') {
    const near = nearest(path.slice(dirname(path).length + 1), await listFolder(dirname(path), 500), 2);
    const facts: EnvFileFacts = { path, state: source.state, names: [], ...(near === undefined ? {} : { near: join(dirname(path), near) }) };
    return { facts, variables: {}, lineOf: () => 1 };
  }
  const { parsed } = source;
  const variables: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(isObject(parsed.value ?? null) ? (parsed.value as Readonly<Record<string, unknown>>) : {}))
    if (typeof text === 'string') variables[name] = text;
  return {
    facts: { path, state: 'read', names: Object.keys(variables) },
    variables,
    lineOf: (name) => placeOf(parsed, findMember(parsed.root, [name])?.keySpan.start ?? 0).line,
  };
}

/** Notes on values of the file; variables that the entry sets itself are left out, the entry wins. */
export function noteEnvFile({ facts, variables, lineOf }: EnvFile, envField: string, own: Readonly<Record<string, unknown>>, taker: NoteTaker): void {
  for (const [name, value] of Object.entries(variables)) {
    if (Object.hasOwn(own, name)) continue;
    for (const note of noteText(value, { mayHoldLines: true, isSecret: isSecretName(name) }))
      taker.add([envField, name], value, { ...note, file: facts.path, line: lineOf(name) });
  }
}
