import type { ClientDefinition, ConfigFileFacts, ConfigPath, EntryDialect, EntryProblem, ExpansionFacts, Json, Redactor } from '../model/index.ts';
import { findMember, findNode } from '../text/locate.ts';
import { placeOf, quoteLine } from './quote-line.ts';
import type { ConfigSource } from './read-source.ts';

/** One entry as it stands in its file, with everything needed to read it as its client does. Raw: holds secrets. */
export interface EntrySource {
  readonly definition: ClientDefinition;
  readonly dialect: EntryDialect;
  readonly expansion: ExpansionFacts;
  readonly file: ConfigFileFacts;
  readonly source: ConfigSource;
  readonly name: string;
  /** Path of the entry in its file. */
  readonly at: ConfigPath;
  readonly raw: Json;
  readonly redactor: Redactor;
}

/** The line of a part of the entry, from 1; of the part itself when it exists, else of the nearest thing around it. */
export function lineAt(entry: EntrySource, path: ConfigPath): number {
  if (entry.source.state !== 'read') return 1;
  const { root } = entry.source.parsed;
  for (let length = path.length; length >= 0; length -= 1) {
    const whole = [...entry.at, ...path.slice(0, length)];
    const start = (length === 0 || length < path.length ? findMember(root, whole)?.keySpan.start : undefined) ?? findNode(root, whole)?.span.start;
    if (start !== undefined) return placeOf(entry.source.parsed, start).line;
  }
  return 1;
}

/** The line of a field's name. */
export function lineOfKey(entry: EntrySource, path: ConfigPath): number {
  const offset = offsetOfKey(entry, path);
  return entry.source.state === 'read' && offset !== undefined ? placeOf(entry.source.parsed, offset).line : lineAt(entry, path);
}

function offsetOfKey({ source, at }: EntrySource, path: ConfigPath): number | undefined {
  if (source.state !== 'read') return undefined;
  const { root } = source.parsed;
  return findMember(root, [...at, ...path])?.keySpan.start ?? findNode(root, [...at, ...path])?.span.start;
}

/** A fault of the entry, with its line and the line's text. */
export function makeProblem(entry: EntrySource, at: ConfigPath, problem: Omit<EntryProblem, 'at' | 'line' | 'source'>): EntryProblem {
  const offset = offsetOfKey(entry, at);
  const quote = entry.source.state === 'read' && offset !== undefined ? quoteLine(entry.source.parsed, offset, entry.redactor) : '';
  return { at, line: lineOfKey(entry, at), ...problem, source: quote };
}

/** What a value of the wrong type does in this client. */
export function effectOfWrongType(dialect: EntryDialect): EntryProblem['effect'] {
  if (dialect.wrongValueType === 'file') return 'file-refused';
  return dialect.wrongValueType === 'entry' ? 'entry-dropped' : 'treated-otherwise';
}

/** Where the headers stand below the connection fields. */
export function headersAt({ headersBelow, fields }: EntryDialect): readonly string[] {
  return [...(headersBelow === undefined ? [] : [headersBelow]), fields.headers ?? 'headers'];
}
