import type { IssueList } from './issue-list.ts';
import { splice } from './issue-list.ts';
import { startOfLine, startOfNextLine } from './locate.ts';
import { isQuote, scanString } from './scan-json-string.ts';

export interface JsonToken {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | '=' | 'string' | 'word' | 'end';
  readonly start: number;
  readonly end: number;
  /** Decoded text of a string, or the word. */
  readonly value: string;
}

/** What may stand between tokens although JSON has no place for it; repaired by leaving it out. */
const INVISIBLE = /[\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;
const WORD_END = /[\s{}[\]:,="'`“”„‟″＂«»‘’‚‛′#]/;

/** The token at or after `from`; comments, fences and faulty strings are reported on the way. Never fails. */
export function nextToken(text: string, from: number, issues: IssueList): JsonToken {
  const start = skipTrivia(text, from, issues);
  const char = text[start];
  if (char === undefined) return { kind: 'end', start: text.length, end: text.length, value: '' };
  if (char === '{' || char === '}' || char === '[' || char === ']' || char === ':' || char === ',') return { kind: char, start, end: start + 1, value: char };
  if (char === '=') return { kind: '=', start, end: text[start + 1] === '>' ? start + 2 : start + 1, value: char };
  if (isQuote(char)) {
    const { end, value, faults } = scanString(text, start);
    for (const fault of faults) issues.add(fault.kind, fault.message, fault.start, fault.end, fault.repair);
    return { kind: 'string', start, end, value };
  }
  return scanWord(text, start);
}

function scanWord(text: string, start: number): JsonToken {
  let end = start + 1;
  while (end < text.length && !WORD_END.test(text[end] ?? '')) end += 1;
  if (text.startsWith('://', end)) while (end < text.length && !/[\s,"'}\]]/.test(text[end] ?? '')) end += 1;
  return { kind: 'word', start, end, value: text.slice(start, end) };
}

function skipTrivia(text: string, from: number, issues: IssueList): number {
  let at = from;
  for (;;) {
    const char = text[at];
    if (char === ' ' || char === '\n' || char === '\t' || char === '\r') at += 1;
    else if (char === '/' && text[at + 1] === '/') at = skipLineComment(text, at, issues, 'comment', 'a // comment stands here; plain JSON has no comments');
    else if (char === '/' && text[at + 1] === '*') at = skipBlockComment(text, at, issues);
    else if (char === '#') at = skipLineComment(text, at, issues, 'syntax', '# does not start a comment in JSON');
    else if (char === '`' && text.startsWith('```', at)) at = skipFence(text, at, issues);
    else if (char !== undefined && char > '\u009f' && INVISIBLE.test(char)) at = skipInvisible(text, at, issues);
    else return at;
  }
}

function skipLineComment(text: string, start: number, issues: IssueList, kind: 'comment' | 'syntax', message: string): number {
  const feed = text.indexOf('\n', start);
  let end = feed === -1 ? text.length : feed;
  if (text[end - 1] === '\r') end -= 1;
  issues.add(kind, message, start, end, splice(startWithBlanks(text, start), end, ''));
  return end;
}

function skipBlockComment(text: string, start: number, issues: IssueList): number {
  const close = text.indexOf('*/', start + 2);
  if (close === -1) {
    issues.add('syntax', 'the comment that starts with /* is never closed', start, start + 2);
    return text.length;
  }
  issues.add('comment', 'a /* comment */ stands here; plain JSON has no comments', start, close + 2, splice(startWithBlanks(text, start), close + 2, ''));
  return close + 2;
}

/** Blanks before a comment go with it. */
function startWithBlanks(text: string, start: number): number {
  let at = start;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at -= 1;
  return at;
}

function skipFence(text: string, start: number, issues: IssueList): number {
  const next = startOfNextLine(text, start);
  const shown = text.slice(start, next).trim();
  const lineStart = startOfLine(text, start);
  const from = text.slice(lineStart, start).trim() === '' ? lineStart : start;
  const words = /^```[A-Za-z0-9]{0,10}$/.test(shown) ? shown : '```';
  issues.add('syntax', `${words} is Markdown around the JSON, not part of it`, start, start + shown.length, splice(from, next, ''));
  return next;
}

function skipInvisible(text: string, start: number, issues: IssueList): number {
  let end = start + 1;
  while (INVISIBLE.test(text[end] ?? '')) end += 1;
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  issues.add('syntax', `an invisible character (U+${code}) stands here, most often from copying off a web page`, start, end, splice(start, end, ' '));
  return end;
}
