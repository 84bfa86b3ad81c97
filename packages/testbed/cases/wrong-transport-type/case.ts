import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'wrong-transport-type',
  story: 'The server still speaks the event-stream transport of 2024, the entry declares Streamable HTTP.',
  client: 'gemini-cli',
  broken: { files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/sse', timeout: 5000 } } } }, serve: [{ fault: 'ok-old-sse' }] },
  healthy: {
    files: { '.gemini/settings.json': { mcpServers: { demo: { url: '{{origin}}/sse', type: 'sse', timeout: 5000 } } } },
    serve: [{ fault: 'ok-old-sse' }],
  },
  expect: { cause: 'wrong-transport-type' },
};
