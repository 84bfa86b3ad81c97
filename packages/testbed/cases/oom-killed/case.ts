import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oom-killed',
  story: "The server reads a large archive into memory and Node's heap is full.",
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'oom'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'oom-killed' },
};
