import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'placeholder-value--path',
  story: 'The path of the guide was left as it stood there.',
  client: 'lm-studio',
  broken: { files: { '.lmstudio/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['/path/to/your/notes.mjs'] } } } } },
  healthy: { files: { '.lmstudio/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'placeholder-value' },
};
