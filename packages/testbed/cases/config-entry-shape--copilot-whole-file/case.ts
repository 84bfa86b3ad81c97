import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--copilot-whole-file',
  story: 'The arguments were written as a map; one value of the wrong type makes Copilot CLI pass over the whole file.',
  client: 'copilot-cli',
  broken: {
    files: { '.copilot/mcp-config.json': { mcpServers: { demo: { type: 'local', command: '{{node}}', args: { 0: '{{server}}', 1: 'ok' }, tools: ['*'] } } } },
  },
  healthy: {
    files: { '.copilot/mcp-config.json': { mcpServers: { demo: { type: 'local', command: '{{node}}', args: ['{{server}}', 'ok'], tools: ['*'] } } } },
  },
  expect: { cause: 'config-entry-shape' },
};
