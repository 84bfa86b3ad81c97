import { expect, it } from 'vitest';
import { parseConfig } from '../../src/text/parse-config.ts';

const MIB = 1024 * 1024;
const ALIASES = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`),
].join('\n');

it.each([
  ['json', 'nested lists', '['.repeat(5 * MIB), 'too-deep'],
  ['jsonc', 'nested objects', '{"a":'.repeat(MIB), 'too-deep'],
  ['json', 'too many faults', `{}${'}'.repeat(4 * MIB)}`, 'too-large'],
  ['json', 'too large', ' '.repeat(5 * MIB + 1), 'too-large'],
  ['toml', 'nested lists', `a=${'['.repeat(MIB - 10)}`, 'too-deep'],
  ['toml', 'too large', 'a=1\n'.repeat(MIB), 'too-large'],
  ['yaml', 'nested lists', '['.repeat(200_000), 'too-deep'],
  ['yaml', 'nested dashes', '- '.repeat(100_000), 'too-deep'],
  ['yaml', 'nested maps', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'too-deep'],
  ['yaml', 'multiplying aliases', ALIASES, 'too-large'],
] as const)('%s: refuses %s within the limit of a test', async (format, _name, text, kind) => {
  await parseConfig('', format);
  const parsed = await parseConfig(text, format);
  expect(parsed.issues.some((issue) => issue.kind === kind)).toBe(true);
  expect(parsed.value).toBeUndefined();
});

it('reads a large ordinary file', async () => {
  const servers = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`s${index}`, { command: 'npx', args: ['-y', 'x'.repeat(300)] }]));
  const parsed = await parseConfig(JSON.stringify({ mcpServers: servers }, null, 2), 'json');
  expect(parsed.issues).toEqual([]);
  expect(parsed.value).toEqual({ mcpServers: servers });
});
