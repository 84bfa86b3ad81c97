import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/tool-schema-openai-strict.ts';
import { CONNECTED, judgeFacts, judgeText, stdio, toolsOf } from '../facts.ts';

const session = stdio(CONNECTED);
const tools = toolsOf({
  name: 'tag',
  schemaFaults: [{ pointer: '/inputSchema/properties/tags', kind: 'type-array-without-items', quote: '{"type":"array"}' }],
});

test('a risk for clients of OpenAI models, a hint for others', () => {
  expect(judgeFacts(rule, { session, tools, client: { id: 'vscode', name: 'VS Code' } })).toMatchObject([
    { severity: 'risk', evidence: [{ where: '/inputSchema/properties/tags' }] },
  ]);
  expect(judgeFacts(rule, { session, tools })).toMatchObject([{ severity: 'hint' }]);
});

test('other faults belong to another cause', () => {
  expect(judgeFacts(rule, { session, tools: toolsOf({ name: 'tag', schemaFaults: [{ pointer: '', kind: 'missing', quote: '' }] }) })).toEqual([]);
});

test.each([
  "Error code: 400 - {'error': {'message': \"Invalid schema for function 'tag_all': In context=('properties', 'tags'), array schema missing items.\"}}",
  'Failed to validate tool mcp_notes_tag: Error: tool parameters array type must have items',
])('text: %s', (text) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence: 'likely', severity: 'blocks' }]);
});

test('an ordinary refusal of a request is not meant', () => {
  expect(judgeText(rule, "Error code: 400 - {'error': {'message': 'context length exceeded'}}")).toEqual([]);
});
