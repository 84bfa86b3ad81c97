import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/tool-name-invalid.ts';
import { CONNECTED, judgeFacts, judgeText, stdio, toolsOf } from '../facts.ts';

const session = stdio(CONNECTED);
const named = (name: string): ReturnType<typeof toolsOf> => toolsOf({ name, schemaFaults: [] });

test.each([
  ['Create Share', { toolNamePattern: '^[a-zA-Z0-9_-]{1,64}$' }, 'risk'],
  ['a'.repeat(70), { toolNameLength: 64 }, 'risk'],
  ['a'.repeat(58), { combinedNameLength: 60 }, 'risk'],
  ['with space', {}, 'hint'],
] as const)('%s against %o is a %s', (name, limits, severity) => {
  expect(judgeFacts(rule, { session, tools: named(name), client: { limits } })).toMatchObject([{ severity, confidence: 'confirmed' }]);
});

test.each(['list_notes', 'list-notes', 'notes.list'])('%s is fine', (name) => {
  expect(judgeFacts(rule, { session, tools: named(name) })).toEqual([]);
});

test('a pattern that does not compile is left out', () => {
  expect(judgeFacts(rule, { session, tools: named('ok'), client: { limits: { toolNamePattern: '([' } } })).toEqual([]);
});

test.each([
  "tools.4.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
  "Invalid 'tools[7].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  'GenerateContentRequest.tools[0].function_declarations[2].name: Invalid function name. Must start with a letter or an underscore.',
  'Tool name validation warning for "Create Share":',
])('text: %s', (text) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence: 'confirmed', severity: 'blocks' }]);
});

test('a pattern of something else is not meant', () => {
  expect(judgeText(rule, "metadata.user_id: String should match pattern '^[a-z]+$'")).toEqual([]);
});
