import type { ClientDefinition, ConfigFileFacts, ConfigPath, EntryDialect, EntryProblem, ExpansionFacts, Json, Redactor } from '../model/index.ts';
import { findMember, findNode, lineOf, positionAt } from '../text/locate.ts';
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
  const { root, text } = entry.source.parsed;
  for (let length = path.length; length >= 0; length -= 1) {
    const whole = [...entry.at, ...path.slice(0, length)];
    const start = (length === 0 || length < path.length ? findMember(root, whole)?.keySpan.start : undefined) ?? findNode(root, whole)?.span.start;
    if (start !== undefined) return positionAt(text, start).line;
  }
  return 1;
}

/** The line of a field's name. */
export function lineOfKey(entry: EntrySource, path: ConfigPath): number {
  if (entry.source.state !== 'read') return 1;
  const { root, text } = entry.source.parsed;
  const member = findMember(root, [...entry.at, ...path]);
  return member === undefined ? lineAt(entry, path) : positionAt(text, member.keySpan.start).line;
}

/** A fault of the entry, with its line and the line's text. */
export function makeProblem(entry: EntrySource, at: ConfigPath, problem: Omit<EntryProblem, 'at' | 'line' | 'source'>): EntryProblem {
  const line = lineOfKey(entry, at);
  const text = entry.source.state === 'read' ? lineOf(entry.source.parsed.text, line) : '';
  return { at, line, ...problem, source: entry.redactor.text(text.trim()).slice(0, 300) };
}

/** What a value of the wrong type does in this client. */
export function effectOfWrongType(dialect: EntryDialect): EntryProblem['effect'] {
  if (dialect.wrongValueType === 'file') return 'file-refused';
  return dialect.wrongValueType === 'entry' ? 'entry-dropped' : 'treated-otherwise';
}
