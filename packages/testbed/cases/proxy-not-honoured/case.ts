import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-not-honoured',
  story: 'The company allows the internet through its proxy only; Gemini CLI does not use HTTPS_PROXY and finds no such name.',
  client: 'gemini-cli',
  broken: {
    files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: 'https://mcp.tickets.invalid/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'proxy', value: 'mcp.tickets.invalid' }],
    env: { HTTPS_PROXY: '{{origin}}' },
  },
  healthy: {
    files: {
      '.gemini/trustedFolders.json': { '{{project}}': 'TRUST_FOLDER' },
      '.gemini/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
    serve: [{ fault: 'proxy', value: 'mcp.tickets.invalid' }],
    env: { HTTPS_PROXY: '{{origin}}' },
  },
  expect: { cause: 'proxy-not-honoured' },
};
