import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'value-whitespace',
  story: "A blank came along behind the program's name when it was copied.",
  client: 'windsurf',
  broken: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { command: '{{node}} ', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'value-whitespace' },
};
