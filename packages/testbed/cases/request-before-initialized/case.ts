import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'request-before-initialized',
  story: 'A server behind a supervisor is restarted between two messages and has forgotten the handshake.',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'not-initialized'] } } } } },
  healthy: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'request-before-initialized' },
};
