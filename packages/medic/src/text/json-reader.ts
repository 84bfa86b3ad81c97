import type { SyntaxIssue } from '../model/index.ts';
import type { IssueList } from './issue-list.ts';
import { createIssueList } from './issue-list.ts';
import { MAX_ISSUES } from './limits.ts';
import type { JsonToken } from './scan-json.ts';
import { nextToken } from './scan-json.ts';
import type { Splice } from './splice.ts';

/**
 * How brackets that do not match are read: by nesting alone; by indentation (a key or a closing brace that stands
 * further left than its container ends that container); or a wrong closing bracket taken for the right one.
 */
export type BracketReading = 'nesting' | 'indent' | 'swap';

/** State of one reading. */
export interface JsonReader {
  readonly text: string;
  readonly mode: BracketReading;
  readonly list: IssueList;
  /** Openers of the containers around the current place. */
  readonly stack: JsonToken[];
  next: JsonToken;
  lastEnd: number;
  nodes: number;
  /** Some bracket was missing, wrong or too many. */
  brackets: boolean;
  /** Structure cannot be trusted any more. */
  lost: boolean;
  stopped: boolean;
  carriedComma: JsonToken | undefined;
}

export function advance(reader: JsonReader): JsonToken {
  const token = reader.next;
  reader.lastEnd = token.end;
  // Beyond the limit nothing more is said, and reading on would only cost time.
  if (reader.list.faults() >= MAX_ISSUES) {
    stop(reader, 'too-large', `the file holds more than ${MAX_ISSUES} faults`);
    reader.next = { kind: 'end', start: reader.text.length, end: reader.text.length, value: '' };
  } else reader.next = nextToken(reader.text, token.end, reader.list);
  return token;
}

/** Reports a fault after which brackets cannot be trusted any more; further complaints about structure are left out. */
export function complain(reader: JsonReader, message: string, start: number, end: number, repair?: Splice): void {
  if (reader.lost) return;
  reader.list.add('syntax', message, start, end, repair);
  if (repair === undefined) reader.lost = true;
}

export function complainSoftly(reader: JsonReader, message: string, start: number, repair: Splice, end: number = start): void {
  if (!reader.lost) reader.list.add('syntax', message, start, end, repair);
}

export function stop(reader: JsonReader, kind: SyntaxIssue['kind'], message: string): undefined {
  const { start, end } = reader.next;
  if (!reader.stopped) reader.list.issues.push(...limitIssue(reader.text, kind, message, start, end));
  reader.stopped = true;
  return undefined;
}

function limitIssue(text: string, kind: SyntaxIssue['kind'], message: string, start: number, end: number): readonly SyntaxIssue[] {
  const list = createIssueList(text);
  list.add(kind, message, start, end);
  return list.issues;
}
