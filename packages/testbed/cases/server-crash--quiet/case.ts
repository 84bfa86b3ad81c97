import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-crash--quiet',
  story: 'The program does its work, ends with code 0 and never was a server.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'exit0'] } },
      },
    },
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } },
      },
    },
  },
  expect: { cause: 'server-crash' },
};
