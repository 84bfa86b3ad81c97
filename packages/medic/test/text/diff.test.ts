import { expect, it } from 'vitest';
import { changedLines, unifiedDiff } from '../../src/text/diff.ts';

const LINES = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);
const TEXT = `${LINES.join('\n')}\n`;

it('shows a change with two lines around it', () => {
  expect(unifiedDiff(TEXT, TEXT.replace('line 5', 'LINE 5'), 'f.json')).toBe(
    ['--- f.json', '+++ f.json', '@@ -3,5 +3,5 @@', ' line 3', ' line 4', '-line 5', '+LINE 5', ' line 6', ' line 7'].join('\n'),
  );
});

it('keeps distant changes apart and joins near ones', () => {
  const changed = TEXT.replace('line 1\n', '').replace('line 11', 'x');
  expect(unifiedDiff(TEXT, changed, 'f').match(/@@/g)).toHaveLength(4);
  expect(unifiedDiff(TEXT, TEXT.replace('line 4', 'x').replace('line 7', 'y'), 'f').match(/@@/g)).toHaveLength(2);
});

it.each([
  ['', 'a\n', '@@ -0,0 +1,1 @@\n+a'],
  ['a\n', '', '@@ -1,1 +0,0 @@\n-a'],
  ['a', 'a\n', '@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a'],
  ['a\r\n', 'a\n', '@@ -1,1 +1,1 @@\n-a\r\n+a'],
])('%j to %j', (before, after, hunk) => {
  expect(unifiedDiff(before, after, 'f')).toBe(`--- f\n+++ f\n${hunk}`);
});

it('is empty for equal texts', () => {
  expect(unifiedDiff(TEXT, TEXT, 'f')).toBe('');
});

it('prints what is shown but compares what is there', () => {
  const shown = { before: 'k=***\nb\n', after: 'k=***\nb\n' };
  expect(unifiedDiff('k=one\nb\n', 'k=two\nb\n', 'f', 2, shown)).toBe('--- f\n+++ f\n@@ -1,2 +1,2 @@\n-k=***\n+k=***\n b');
  expect(changedLines('k=one\nb\n', 'k=two\nb\n', shown)).toEqual({ removed: ['k=***'], added: ['k=***'] });
});

it('never prints a line of the real text when the shown one has other lines', () => {
  expect(unifiedDiff('a\nsecret\nb\n', 'a\nsecret\nc\n', 'f', 2, { before: 'a b\n', after: 'a c\n' })).not.toContain('secret');
});

it('gives up on the smallest difference of large files, which would take minutes to find', () => {
  const many = (seed: string): string => Array.from({ length: 100_000 }, (_, index) => `${seed}${index}`).join('\n');
  expect(unifiedDiff(many('a'), many('b'), 'f').length).toBeGreaterThan(100_000);
});
