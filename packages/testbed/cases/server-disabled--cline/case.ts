import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-disabled--cline',
  story: "The switch beside the server in Cline's panel is off.",
  client: 'cline',
  broken: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], disabled: true } } } },
  },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], disabled: false } } } },
  },
  expect: { cause: 'server-disabled', verdict: 'not-checked' },
};
