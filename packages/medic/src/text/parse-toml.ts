import { parse, TomlError } from 'smol-toml';
import type { ParsedConfig } from '../model/index.ts';
import { createIssueList } from './issue-list.ts';
import type { IssueList } from './issue-list.ts';
import { MAX_DEPTH, MAX_TOML_CHARS } from './limits.ts';
import { toPlain } from './plain-value.ts';
import { scanToml } from './scan-toml.ts';
import type { Splice } from './splice.ts';
import { applySplices, offsetBefore } from './splice.ts';

/** Sentences for what smol-toml 1.9.1 says most often; its other messages are plain enough. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/redefine an already defined/, 'this table or key is defined a second time'],
  [/each key-value declaration must be followed by an end-of-line/, 'something stands behind the value; a line holds one key = value'],
  [/incomplete key-value|illegal character in key|illegal empty bare key|unexpected end of key/, 'this line does not start with a key and a ='],
  [/unfinished string/, 'the closing quote of this text is missing'],
  [/unfinished array/, 'the ] that closes this list is missing'],
  [/unfinished table/, 'the } that closes this table is missing'],
  [/expected comma/, 'a comma or the end of the list is missing here'],
  [/excessively nested/, `brackets are nested more than ${MAX_DEPTH} deep here`],
  [/invalid value/, 'this is not a value of TOML; a text stands in quotes'],
];

/** Reads TOML: smol-toml says whether it is valid, our own scanner where everything stands and what repairs it. */
export function parseToml(text: string): ParsedConfig {
  const list = createIssueList(text);
  if (text.length > MAX_TOML_CHARS) {
    list.add('too-large', `the file is larger than ${MAX_TOML_CHARS / 1024} KiB`, 0, 0);
    return { format: 'toml', text, root: undefined, value: undefined, issues: list.issues };
  }
  const { root, faults } = scanToml(text);
  const first = errorOf(text);
  if (first !== undefined) {
    const repairs: Splice[] = [];
    for (const { kind, message, start, end, repair } of faults) {
      list.add(kind, message, start, end, repair);
      if (repair !== undefined) repairs.push(repair);
    }
    addRemaining(list, text, repairs, first);
  }
  const tooDeep = list.issues.some((issue) => issue.kind === 'too-deep');
  return { format: 'toml', text, root: tooDeep ? undefined : root, value: tooDeep ? undefined : toPlain(root), issues: list.issues };
}

/** What smol-toml still minds after the repairs of the scanner's faults. */
function addRemaining(list: IssueList, text: string, repairs: readonly Splice[], first: TomlFailure): void {
  const repaired = repairs.length === 0 ? undefined : applySplices(text, repairs);
  const rest = repaired === undefined ? first : errorOf(repaired);
  if (rest === undefined) return;
  const offset = repaired === undefined ? rest.offset : offsetBefore(repairs, rest.offset);
  const line = list.lineOf(offset);
  if (list.issues.some((issue) => issue.repair === undefined && issue.at.line === line)) return;
  const kind = rest.message.includes('redefine') ? 'duplicate-key' : /excessively nested/.test(rest.message) ? 'too-deep' : 'syntax';
  list.add(kind, sentenceFor(rest.message, text, offset), offset, Math.min(offset + 1, text.length));
}

interface TomlFailure {
  readonly message: string;
  readonly offset: number;
}

function errorOf(text: string): TomlFailure | undefined {
  try {
    parse(text, { maxDepth: MAX_DEPTH, integersAsBigInt: 'asNeeded' });
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) return { message: 'the text could not be read', offset: 0 };
    const message = (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '');
    return { message, offset: offsetOf(text, error.line, error.column) };
  }
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) start = text.indexOf('\n', start) + 1;
  return Math.min(start + column - 1, text.length);
}

function sentenceFor(message: string, text: string, offset: number): string {
  if (/control characters/.test(message) && /[\r\n]/.test(text[offset] ?? '\n')) return 'the closing quote of this text is missing';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (!message.includes('redefine') && line.trimStart().startsWith('[') && !line.includes(']') && !line.includes('='))
    return 'the ] that closes this table header is missing';
  return SENTENCES.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
