import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-disabled--gemini-excluded',
  story: 'The settings list the server under mcp.excluded.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcp: { excluded: ['demo'] },
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } },
      },
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
  },
  expect: { cause: 'server-disabled', verdict: 'not-checked' },
};
