import type { SyntaxIssue } from '../model/index.ts';
import { MAX_ISSUES } from './limits.ts';
import { indexLines } from './locate.ts';
import type { Splice } from './splice.ts';

export interface IssueList {
  readonly issues: SyntaxIssue[];
  /** How many issues other than comments were met, also those beyond the limit. */
  readonly faults: () => number;
  readonly lineOf: (offset: number) => number;
  /** Offset of the line's first character; looked up, so that long lines cost nothing. */
  readonly lineStart: (offset: number) => number;
  /** Returns false when no further issue is kept. */
  readonly add: (kind: SyntaxIssue['kind'], message: string, start: number, end: number, repair?: Splice) => boolean;
}

/** Collects issues of one text with their places; beyond the limit further ones are dropped. */
export function createIssueList(text: string): IssueList {
  const place = indexLines(text);
  const issues: SyntaxIssue[] = [];
  let faults = 0;
  return {
    issues,
    faults: () => faults,
    lineOf: (offset) => place(offset).line,
    lineStart: (offset) => offset - place(offset).column + 1,
    add(kind, message, start, end, repair) {
      if (kind !== 'comment') faults += 1;
      // Comments beyond the limit must not hide the faults after them.
      if ((kind === 'comment' ? issues.length : faults) >= MAX_ISSUES) return false;
      issues.push({ kind, message, span: { start, end }, at: place(start), ...(repair === undefined ? {} : { repair }) });
      return true;
    },
  };
}

/** A splice in short. */
export function splice(start: number, end: number, text: string): Splice {
  return { span: { start, end }, text };
}

/** A key as it is shown in a message: quoted, cut, without line breaks. Values are never shown, they may be secrets. */
export function showKey(key: string): string {
  return JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key);
}
