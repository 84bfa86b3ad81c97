import { describe, expect, it } from 'vitest';
import { listTools, type AskResult } from '../../../src/collect/protocol/list-tools.ts';
import type { RpcRequest } from '../../../src/collect/protocol/messages.ts';
import { shrinkJson } from '../../../src/collect/protocol/shrink-json.ts';

function page(tools: unknown, nextCursor?: unknown): AskResult {
  return { kind: 'result', result: { tools, ...(nextCursor === undefined ? {} : { nextCursor }) }, faults: [] };
}

describe('listTools', () => {
  it('follows cursors, the empty one too', async () => {
    const asked: RpcRequest[] = [];
    const pages = [page([1], ''), page([2], 'b'), page([3])];
    const listing = await listTools(async (request) => {
      asked.push(request);
      return pages[asked.length - 1] ?? page([]);
    }, 1);
    expect(listing).toEqual({ tools: [1, 2, 3] });
    expect(asked.map((request) => [request.id, request.params?.['cursor']])).toEqual([
      [1, undefined],
      [2, ''],
      [3, 'b'],
    ]);
  });

  it.each<[string, () => AskResult, RegExp]>([
    ['a cursor loop', () => page([1], 'same'), /same cursor twice/u],
    [
      'endless pages',
      (
        (count) => () =>
          page([1], `${(count += 1)}`)
      )(0),
      /after 50 pages/u,
    ],
    [
      'ten thousand tools',
      () =>
        page(
          Array.from({ length: 10_000 }, () => ({})),
          'x',
        ),
      /stopped at 2000 tools/u,
    ],
    ['no list', () => page({}), /no "tools" list/u],
    ['an error', () => ({ kind: 'error', error: { code: -32_603, message: 'boom' }, faults: [] }), /error -32603: boom/u],
    ['silence', () => ({ kind: 'none', why: 'no answer within 10 ms' }), /no answer within 10 ms/u],
  ])('ends on %s', async (_name, answer, why) => {
    const listing = await listTools(async () => answer(), 1);
    expect(listing.incomplete).toMatch(why);
    expect(listing.tools.length).toBeLessThanOrEqual(2_000);
  });
});

describe('shrinkJson', () => {
  it('cuts lists, strings, depth and count', () => {
    const deep = JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown;
    const small = JSON.stringify(shrinkJson({ deep, long: 'x'.repeat(1e6), many: Array.from({ length: 1e5 }, (_, index) => index) }));
    expect(small.length).toBeLessThan(5_000);
  });

  it('keeps __proto__ a plain key', () => {
    const copy = shrinkJson(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.getPrototypeOf(copy)).toBeNull();
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true}}');
  });
});
