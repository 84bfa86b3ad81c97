import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-framing-wrong--no-line-end',
  story: 'The server forgets the line break behind its answer.',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'no-newline'], timeout: 1000 } } } } },
  healthy: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], timeout: 20000 } } } } },
  expect: { cause: 'stdio-framing-wrong' },
};
