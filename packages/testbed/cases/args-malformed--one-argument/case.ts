import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'args-malformed--one-argument',
  story: 'Script and option were written as a single argument.',
  client: 'windsurf',
  broken: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}} ok'] } } } } },
  healthy: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'args-malformed' },
};
