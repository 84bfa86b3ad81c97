import type { Json } from '../model/index.ts';
import { isList, isObject } from './plain-value.ts';

/** Words the core schema, or YAML 1.1 readers, take for something else than text. */
const NOT_TEXT = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_]*)?\.?\d*(?:e[-+]?\d+)?|0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)|\d[\d:.-]*|=|<<)$/i;
const PLAIN = /^[A-Za-z0-9_./~$^+(][A-Za-z0-9_./:@$%+=~^()!;*'<>?\\ -]*$/;

export type YamlQuote = 'single' | 'double' | undefined;

/** A value on one line: scalars, and lists and maps in flow style. */
export function renderYamlFlow(value: Json, quote?: YamlQuote): string {
  if (isList(value)) return `[${value.map((item) => renderYamlFlow(item)).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.keys(value).map((key) => `${renderYamlText(key)}: ${renderYamlFlow(value[key] ?? null)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  if (typeof value === 'string') return renderYamlText(value, quote);
  if (value === null || typeof value === 'boolean') return String(value);
  return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}

export function renderYamlText(text: string, quote?: YamlQuote): string {
  if (quote === 'single' && !/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const plain = quote === undefined && text.length < 1000 && PLAIN.test(text) && !NOT_TEXT.test(text) && !/: |:$| #| $/.test(text);
  return plain ? text : JSON.stringify(text).replaceAll('\u007f', '\\x7f');
}

/**
 * What follows `key:` or `-`: a blank and one line for scalars, empty collections and lists of scalars; otherwise lines
 * of block style, indented by `indent` columns.
 */
export function renderYamlAfterMark(value: Json, indent: number, eol: string): string {
  if (!isBlock(value)) return ` ${renderYamlFlow(value)}`;
  const pad = ' '.repeat(indent);
  return (
    eol +
    renderYamlLines(value, indent, eol)
      .map((line) => pad + line)
      .join(eol)
  );
}

/** The lines of a block map or list, without their common indentation. */
export function renderYamlLines(value: Json, indent: number, eol: string): string[] {
  if (isObject(value)) return Object.keys(value).map((key) => `${renderYamlText(key)}:${renderYamlAfterMark(value[key] ?? null, indent + 2, eol)}`);
  if (isList(value)) return value.map((item) => renderYamlItem(item, indent, eol));
  return [renderYamlFlow(value)];
}

/** `- ` and an item whose further lines are indented to stand below its first. */
export function renderYamlItem(item: Json, indent: number, eol: string): string {
  if (!isBlock(item)) return `- ${renderYamlFlow(item)}`;
  return `- ${renderYamlLines(item, indent + 2, eol).join(eol + ' '.repeat(indent + 2))}`;
}

function isBlock(value: Json): boolean {
  if (isList(value)) return value.some((item) => typeof item === 'object' && item !== null);
  return isObject(value) && Object.keys(value).length > 0;
}
