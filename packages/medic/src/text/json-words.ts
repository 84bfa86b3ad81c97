import type { ConfigNode } from '../model/index.ts';
import type { IssueList } from './issue-list.ts';
import { splice } from './issue-list.ts';
import type { JsonToken } from './scan-json.ts';

type Scalar = null | boolean | number | string;

const LITERALS: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };
/** How other languages write the three words of JSON. */
const FOREIGN: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  Null: 'null',
  NULL: 'null',
  nil: 'null',
};
const NO_VALUE: readonly string[] = ['undefined', 'NaN', 'Infinity', '-Infinity'];
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** A word where a value belongs: a literal, a number, or something JSON does not know. `alone`: no further word follows on its line. */
export function readWord(token: JsonToken, alone: boolean, issues: IssueList): ConfigNode {
  const { start, end, value: word } = token;
  const node = (value: Scalar): ConfigNode => ({ kind: 'value', span: { start, end }, value });
  if (Object.hasOwn(LITERALS, word)) return node(LITERALS[word] ?? null);
  if (word.length < 400 && NUMBER.test(word)) return node(Number(word));
  const meant = Object.hasOwn(FOREIGN, word) ? FOREIGN[word] : undefined;
  if (meant !== undefined) {
    issues.add('syntax', `${word} is not a word of JSON; it is written ${meant}`, start, end, ...(alone ? [splice(start, end, meant)] : []));
    return node(LITERALS[meant] ?? null);
  }
  if (NO_VALUE.includes(word)) {
    issues.add('syntax', `JSON has no ${word}`, start, end);
    return node(null);
  }
  if (/^\.{2,4}$|^…$/.test(word)) {
    issues.add('syntax', 'the dots of an example are still here in place of a value', start, end);
    return node(null);
  }
  if (/^[+-]?\.?[0-9]/.test(word) && word.length < 400 && Number.isFinite(Number(word))) {
    issues.add('syntax', 'a number is written in a way JSON does not take', start, end);
    return node(Number(word));
  }
  const quotable = alone && !word.includes('\\');
  issues.add('syntax', 'a text without quotes stands here in place of a value', start, end, ...(quotable ? [splice(start, end, `"${word}"`)] : []));
  return node(word);
}
