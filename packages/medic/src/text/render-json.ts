import type { Json } from '../model/index.ts';
import { isList, isObject } from './plain-value.ts';

export interface JsonStyle {
  /** One level of indentation. */
  readonly unit: string;
  readonly eol: string;
  readonly compact: boolean;
}

/** JSON text of a value whose first line stands at `indent`; `undefined` writes one line. Lists of plain values stay on one line. */
export function renderJson(value: Json, indent: string | undefined, style: JsonStyle, spreadList: boolean = false): string {
  const colon = style.compact && indent === undefined ? ':' : ': ';
  const comma = style.compact && indent === undefined ? ',' : ', ';
  const inner = indent === undefined ? undefined : indent + style.unit;
  if (isList(value)) {
    const items = value.map((item) => renderJson(item, inner, style));
    const lines = inner !== undefined && items.length > 0 && (spreadList || items.some((item) => item.includes('\n')));
    return lines ? `[${style.eol}${inner}${items.join(`,${style.eol}${inner}`)}${style.eol}${indent ?? ''}]` : `[${items.join(comma)}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((key) => `${JSON.stringify(key)}${colon}${renderJson(value[key] ?? null, inner, style)}`);
  if (members.length === 0) return '{}';
  if (inner !== undefined) return `{${style.eol}${inner}${members.join(`,${style.eol}${inner}`)}${style.eol}${indent ?? ''}}`;
  return style.compact ? `{${members.join(',')}}` : `{ ${members.join(', ')} }`;
}
