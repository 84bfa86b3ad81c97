import type { Json } from '../model/index.ts';
import { oneWay, showPath, type AtomicEdit, type EditWays } from './atomic-edit.ts';
import { splice } from './issue-list.ts';
import { findMember, lineEndOf } from './locate.ts';
import { parseEnv } from './parse-env.ts';
import { insertLinesAfter, wholeLines } from './whole-lines.ts';

/** Splices for one change of a file of environment variables. */
export function editEnv(text: string, edit: AtomicEdit): EditWays {
  const { root } = parseEnv(text);
  const [name] = edit.at;
  if (edit.at.length !== 1 || typeof name !== 'string' || edit.op === 'insert-item') return { reason: `${showPath(edit.at)} cannot stand in an env file` };
  const member = findMember(root, edit.at);
  if (edit.op === 'put') {
    const quote = member === undefined ? undefined : text[member.node.span.start];
    const value = renderValue(edit.value, quote);
    if (value === undefined || !/^[\w.-]+$/.test(name)) return { reason: `the value for ${showPath(edit.at)} cannot be written in an env file` };
    if (member !== undefined) return oneWay([splice(member.node.span.start, member.node.span.end, value)]);
    const line = `${name}=${value}`;
    if (text.trimEnd() === '') return oneWay([splice(text.length, text.length, `${line}${lineEndOf(text)}`)]);
    return oneWay([insertLinesAfter(text, text.trimEnd().length, line, lineEndOf(text))]);
  }
  if (member === undefined) return { reason: `${showPath(edit.at)} is not in the file` };
  if (edit.op === 'rename') {
    return /^[\w.-]+$/.test(edit.to)
      ? oneWay([splice(member.keySpan.start, member.keySpan.end, edit.to)])
      : { reason: `"${edit.to}" is no name of a variable` };
  }
  const { start, end } = wholeLines(text, { start: member.keySpan.start, end: member.node.span.end });
  return oneWay([splice(start, end, '')]);
}

/** In the quotes it had, where they can hold it. Undefined for what is no text or fits no quotes. */
function renderValue(value: Json, before: string | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const hasQuotes = before === '"' || before === "'" || before === '`';
  if (!hasQuotes && /^[\w./:@%+,=~-]*$/.test(value)) return value;
  const quotes = [...(hasQuotes ? [before] : []), ...(/[\r\n]/.test(value) ? ['"'] : ["'", '"', '`'])];
  return quotes.map((quote) => enclose(value, quote)).find((text) => text !== undefined);
}

function enclose(value: string, quote: string): string | undefined {
  if (value.includes(quote)) return undefined;
  if (quote !== '"') return /[\r\n]/.test(value) ? undefined : quote + value + quote;
  return /\\[nr]/.test(value) ? undefined : `"${value.replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`)}"`;
}
