import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/too-many-tools.ts';
import { CONNECTED, judgeFacts, judgeText, stdio } from '../facts.ts';

const session = stdio(CONNECTED);

test('more than the client takes is a risk', () => {
  const [hit] = judgeFacts(rule, { session, tools: { count: 101, tools: [] }, client: { limits: { tools: 100 } } });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.title).toBe('"notes" alone has 101 tools, Claude Code takes 100');
});

test('at the limit, or without one, nothing is said', () => {
  expect(judgeFacts(rule, { session, tools: { count: 100, tools: [] }, client: { limits: { tools: 100 } } })).toEqual([]);
  expect(judgeFacts(rule, { session, tools: { count: 900, tools: [] } })).toEqual([]);
});

test.each([
  ['Reason: You may not include more than 128 tools in your request.', 'confirmed'],
  ["Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 140 instead.", 'confirmed'],
  ['tools[0].function_declarations: [FIELD_INVALID] At most 512 function declarations can be specified.', 'confirmed'],
  ['Exceeding total tools limit', 'likely'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test('a number of tools alone is no error', () => {
  expect(judgeText(rule, 'Found 140 tools, 0 prompts, and 0 resources')).toEqual([]);
});
