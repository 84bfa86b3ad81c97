import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/tool-schema-invalid.ts';
import { CONNECTED, judgeFacts, judgeText, stdio, toolsOf } from '../facts.ts';

const session = stdio(CONNECTED);
const NO_TYPE = toolsOf({ name: 'search', schemaFaults: [{ pointer: '/inputSchema/type', kind: 'not-object', quote: '"string"' }] });

test('a root that is no object degrades clients on the JavaScript SDK', () => {
  const [hit] = judgeFacts(rule, { session, tools: NO_TYPE });
  expect(hit).toMatchObject({ severity: 'degrades', confidence: 'confirmed' });
  expect(hit?.why).toContain('Claude Code drops the whole list');
});

test('for other clients it is a risk', () => {
  expect(judgeFacts(rule, { session, tools: NO_TYPE, client: { id: 'zed', name: 'Zed' } })).toMatchObject([{ severity: 'risk' }]);
});

test.each([
  ['root-combinator', '/inputSchema/oneOf', 'risk'],
  ['bad-type-word', '/inputSchema/properties/a/type', 'risk'],
  ['not-object', '/inputSchema/properties/a', 'risk'],
  ['unknown-dialect', '/inputSchema/$schema', 'hint'],
  ['external-ref', '/inputSchema/properties/a/$ref', 'hint'],
] as const)('%s at %s is a %s', (kind, pointer, severity) => {
  expect(judgeFacts(rule, { session, tools: toolsOf({ name: 'search', schemaFaults: [{ pointer, kind, quote: 'q' }] }) })).toMatchObject([
    { severity, evidence: [{ where: pointer }] },
  ]);
});

test('nothing on sound tools, and arrays without items belong to another cause', () => {
  expect(judgeFacts(rule, { session, tools: toolsOf({ name: 'search', schemaFaults: [] }) })).toEqual([]);
  expect(
    judgeFacts(rule, {
      session,
      tools: toolsOf({ name: 'search', schemaFaults: [{ pointer: '/inputSchema/properties/a', kind: 'type-array-without-items', quote: 'q' }] }),
    }),
  ).toEqual([]);
});

test.each([
  ['API Error: 400 {"error":{"message":"tools.8.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level"}}', 'confirmed'],
  ['tools.3.custom.input_schema.type: Field required', 'confirmed'],
  ['* GenerateContentRequest.tools[0].function_declarations[4].parameters.properties[ids].items: missing field.', 'likely'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test('a healthy list of tools is no error', () => {
  expect(judgeText(rule, '{"tools":[{"name":"a","inputSchema":{"type":"object"}}]}')).toEqual([]);
});
