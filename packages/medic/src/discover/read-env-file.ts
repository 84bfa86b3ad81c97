import { dirname, isAbsolute, join } from 'node:path';
import { listFolder } from '../io/look-up.ts';
import type { EnvFileFacts, Roots } from '../model/index.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { findMember } from '../text/locate.ts';
import { nearest } from '../text/near.ts';
import { isObject } from './entry-shape.ts';
import type { EntrySource } from './entry-source.ts';
import { expandValue } from './expand-value.ts';
import type { NoteTaker } from './note-values.ts';
import { noteText } from './note-text.ts';
import { placeOf } from './quote-line.ts';
import type { SourceReader } from './read-source.ts';

/** The file of variables that an entry names, as its client reads it. Raw: holds secrets. */
export interface EnvFile {
  readonly facts: EnvFileFacts;
  readonly variables: Readonly<Record<string, string>>;
  /** Line of a variable's name, from 1. */
  readonly lineOf: (name: string) => number;
}

/** Undefined when the entry names none, or its client knows no such field. */
export async function readEnvFile({ dialect, expansion, raw }: EntrySource, roots: Roots, read: SourceReader): Promise<EnvFile | undefined> {
  const field = dialect.fields.envFile;
  const written = field === undefined || !isObject(raw) ? undefined : raw[field];
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const { value, unset, clientOnly } = expandValue(written, 'args', expansion, roots);
  if (unset.length > 0 || clientOnly.length > 0) return undefined;
  const path = isAbsolute(value) ? value : join(roots.project, value);
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
