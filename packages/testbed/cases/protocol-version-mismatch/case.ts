import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'protocol-version-mismatch',
  story: 'The server answers with a revision that no client knows.',
  client: 'cline',
  broken: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'badversion'] } } } } },
  healthy: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'protocol-version-mismatch' },
};
