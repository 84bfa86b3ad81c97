import type { Exchange } from '../exchange.ts';
import { CODES, invalidType, RpcError, type Params, type Result } from '../rpc.ts';

/** One page of a list, with the cursor of the next. A cursor names its list, so that it fits no other. */
export function pageOf(name: string, items: readonly object[], params: Params, { settings }: Exchange): Result {
  const { broken, pageSize } = settings;
  const { cursor } = params;
  if (cursor !== undefined && typeof cursor !== 'string') throw invalidType('cursor must be a string', broken('rpc.invalid-params'));
  const start = cursor === undefined ? 0 : positionOf(name, cursor, items.length, broken);
  const end = broken('list.pagination--loop') ? Math.min(start, pageSize) + pageSize : start + pageSize;
  const shown = items.slice(broken('list.pagination--duplicates') ? Math.max(0, start - 1) : start, end);
  const isLast = end >= items.length && !(broken('list.pagination--loop') && items.length > pageSize);
  if (broken('list.pagination--empty-cursor') && items.length > pageSize) return { [name]: items.slice(0, pageSize), nextCursor: '' };
  return { [name]: shown, ...(isLast ? {} : { nextCursor: cursorAt(name, broken('list.pagination--loop') ? pageSize : end) }) };
}

function cursorAt(name: string, position: number): string {
  return Buffer.from(`${name}:${position}`).toString('base64url');
}

function positionOf(name: string, cursor: string, length: number, broken: Exchange['settings']['broken']): number {
  const match = /^([a-zA-Z]+):(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const position = Number(match?.[2]);
  if (match?.[1] === name && cursorAt(name, position) === cursor && position < length) return position;
  if (broken('list.bad-cursor') || (broken('list.pagination--empty-cursor') && cursor === '')) return 0;
  if (broken('list.bad-cursor--internal')) throw new RpcError(CODES.internal, 'Cannot read the cursor');
  throw new RpcError(CODES.invalidParams, 'Unknown cursor');
}
