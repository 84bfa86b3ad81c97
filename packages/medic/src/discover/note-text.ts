import type { Json, ValueNote } from '../model/index.ts';
import { findPlaceholder } from '../redact/placeholder.ts';
import { INVISIBLE, joinLines, stripHidden, stripSmartQuotes } from '../text/clean-value.ts';

/** What can be seen in one text without its surroundings; the caller adds place and redaction. */
export interface TextNote {
  readonly kind: ValueNote['kind'];
  /** The offending part; the whole value when absent. */
  readonly part?: string;
  readonly suggestion?: Json;
}

const CONTROL_LETTERS: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\v': '\\v' };
/** Nothing a person typed is longer. */
const LONGEST_NOTED = 65_536;

export interface TextNoteOptions {
  /** Several lines are no fault here: scripts, keys. */
  readonly mayHoldLines: boolean;
  readonly isSecret: boolean;
}

/** Notes on one value, the most telling first. At most one about white space. */
export function noteText(value: string, { mayHoldLines, isSecret }: TextNoteOptions): readonly TextNote[] {
  if (value === '') return [{ kind: 'empty' }];
  if (value.length > LONGEST_NOTED) return [];
  const notes: TextNote[] = [];
  const lost = restoreBackslashes(value);
  if (lost !== undefined) return [{ kind: 'backslash-lost', suggestion: lost }];
  const trimmed = value.trim();
  if (trimmed === '') return [{ kind: 'empty' }];
  if (trimmed !== value) notes.push({ kind: 'whitespace-edge', suggestion: trimmed });
  else if (!mayHoldLines && /[\r\n]/.test(value)) notes.push({ kind: 'newline-inside', suggestion: joinLines(value) });
  const smart = noteSmartQuotes(trimmed);
  if (smart !== undefined) notes.push(smart);
  else if (isQuoted(trimmed)) notes.push({ kind: 'quoted-twice', suggestion: trimmed.slice(1, -1) });
  const placeholder = findPlaceholder(trimmed, isSecret);
  if (placeholder !== undefined) notes.push({ kind: 'placeholder', part: placeholder });
  const hidden = INVISIBLE.test(trimmed) || hasControl(trimmed);
  if (hidden) notes.push({ kind: 'control-character', suggestion: stripHidden(trimmed) });
  return notes;
}

/** `C:⏎ew⇥ools` was written "C:\new\tools": the escapes ate the backslashes. Undefined when nothing shows that. */
function restoreBackslashes(value: string): string | undefined {
  if (!/(?:^|[=\s"';])[A-Za-z]:/.test(value) || !/[A-Za-z]:[^\r\n]{0,300}[\b\t\n\f\r\v]/.test(value)) return undefined;
  const restored = value.replace(/[\b\t\n\f\r\v]/g, (character) => CONTROL_LETTERS[character] ?? character);
  // A path, not text that happens to hold "a:" and a line break.
  return /(?:^|[=\s"';])[A-Za-z]:(?:\\[bfnrtv]|[\\/])/.test(restored) && !/[A-Za-z]: /.test(value) ? restored : undefined;
}

function noteSmartQuotes(value: string): TextNote | undefined {
  const edges = /^[“”„«‘’‚]|[“”»‘’]$|=[“„‘]/.test(value);
  if (edges) return { kind: 'smart-quotes', suggestion: stripSmartQuotes(value) };
  // A word processor turns "--yes" into "—yes".
  const dash = /^[–—]{1,2}(?=[A-Za-z])/.exec(value)?.[0];
  if (dash === undefined) return undefined;
  const word = value.slice(dash.length);
  return { kind: 'smart-quotes', suggestion: `${dash.includes('—') || dash.length > 1 || /^[a-z]{2,}/i.test(word) ? '--' : '-'}${word}` };
}

function isQuoted(value: string): boolean {
  const quote = value.charAt(0);
  return value.length > 2 && (quote === '"' || quote === "'") && value.endsWith(quote) && !value.slice(1, -1).includes(quote);
}

function hasControl(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true;
  }
  return false;
}
