import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tool-schema-openai-strict',
  story: 'A tool takes a list and does not say what is in it, which OpenAI models refuse.',
  client: 'vscode',
  broken: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'array-without-items'] } } } },
  },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'tool-schema-openai-strict', finding: 'risk' },
};
