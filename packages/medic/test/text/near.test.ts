import { expect, it } from 'vitest';
import { nearest } from '../../src/text/near.ts';

it.each([
  ['mcpServer', ['mcpServers', 'servers'], 2, 'mcpServers'],
  ['agrs', ['args', 'env'], 1, 'args'],
  ['MCPSERVERS', ['mcpServers', 'mcp'], 2, 'mcpServers'],
  ['Args', ['arks', 'args'], 1, 'args'],
  ['command', ['url', 'env'], 2, undefined],
  ['', ['a'], 1, 'a'],
  ['env', [], 3, undefined],
] as const)('%s is nearest to %j', (word, candidates, limit, expected) => {
  expect(nearest(word, candidates, limit)).toBe(expected);
});

it('is not slowed down by long words', () => {
  expect(nearest('x'.repeat(1_000_000), ['y'.repeat(1_000_000)], 2)).toBeUndefined();
});
