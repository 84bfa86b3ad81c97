import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/optional-method-unsupported.ts';
import { CONNECTED, failed, judgeFacts, judgeText, stdio } from '../facts.ts';

const LISTED = [
  { dir: 'sent', atMs: 9, method: 'tools/list', id: 1 },
  { dir: 'received', atMs: 10, id: 1, error: { code: -32601, message: 'Method not found' } },
] as const;
const DEGRADED = { ...CONNECTED, degraded: 'tools/list was answered with error -32601' } as const;

test('tools that are declared and not served degrade the server', () => {
  expect(judgeFacts(rule, { session: stdio(DEGRADED, { messages: LISTED }) })).toMatchObject([{ severity: 'degrades', confidence: 'confirmed' }]);
});

test('tools that are not declared need not be served', () => {
  const [hit] = judgeFacts(rule, { session: stdio({ ...DEGRADED, capabilities: ['prompts'] }, { messages: LISTED }) });
  expect(hit?.severity).toBeUndefined();
  expect(hit?.why).toContain('as it should');
});

test('nothing on healthy and failed sessions', () => {
  expect(judgeFacts(rule, { session: stdio(CONNECTED) })).toEqual([]);
  expect(judgeFacts(rule, { session: stdio(failed('exit')) })).toEqual([]);
});

test('in text it is said to be harmless', () => {
  const [hit] = judgeText(
    rule,
    'Message from client: {"method":"resources/list","id":3}\nMessage from server: {"id":3,"error":{"code":-32601,"message":"Method not found"}}',
  );
  expect(hit).toMatchObject({ confidence: 'likely' });
  expect(hit?.title).toContain('resources/list');
  expect(hit?.title).toContain('harmless');
});

test('without the method it is only a possibility, and refused tools are not harmless', () => {
  expect(judgeText(rule, 'MCP error -32601: Method not found')).toMatchObject([{ confidence: 'possible' }]);
  expect(judgeText(rule, 'tools/list failed: -32601: Method not found')).toEqual([]);
  expect(judgeText(rule, 'Message from client: {"method":"prompts/list"}')).toEqual([]);
});
