import type { Json } from '../model/index.ts';
import { isList, isObject } from './plain-value.ts';

/** An inline TOML value; `undefined` when it holds null, which TOML has not. */
export function renderTomlValue(value: Json): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return renderString(value);
  if (typeof value === 'number') return renderNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value))
    return join(
      value.map((item) => renderTomlValue(item)),
      '[',
      ']',
      '',
    );
  if (!isObject(value)) return undefined;
  return join(
    Object.keys(value).map((key) => {
      const inner = renderTomlValue(value[key] ?? null);
      return inner === undefined ? undefined : `${renderTomlKey(key)} = ${inner}`;
    }),
    '{',
    '}',
    ' ',
  );
}

export function renderTomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : renderString(key);
}

/** `[path]` with its keys, then a block for each inner table, blank lines between. */
export function renderTomlTable(path: readonly string[], value: Readonly<Record<string, Json>>, eol: string): string | undefined {
  const blocks: string[] = [];
  const lines = [`[${path.map(renderTomlKey).join('.')}]`];
  for (const key of Object.keys(value)) {
    const inner = value[key] ?? null;
    if (isObject(inner)) {
      const block = renderTomlTable([...path, key], inner, eol);
      if (block === undefined) return undefined;
      blocks.push(block);
    } else {
      const text = renderTomlValue(inner);
      if (text === undefined) return undefined;
      lines.push(`${renderTomlKey(key)} = ${text}`);
    }
  }
  // A table that holds only tables needs no header of its own.
  return [...(lines.length > 1 || blocks.length === 0 ? [lines.join(eol)] : []), ...blocks].join(eol + eol);
}

/** Windows paths read best in single quotes, where TOML takes backslashes as they are. */
function renderString(value: string): string {
  const literal = value.includes('\\') && !/['\p{Cc}]/u.test(value);
  return literal ? `'${value}'` : JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}

function renderNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}

function join(parts: readonly (string | undefined)[], open: string, close: string, pad: string): string | undefined {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 0 ? open + close : `${open}${pad}${parts.join(', ')}${pad}${close}`;
}
