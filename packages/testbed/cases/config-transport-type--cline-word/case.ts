import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-transport-type--cline-word',
  story: 'The type of a remote server was taken over from Claude Code, where it is "http"; Cline says "streamableHttp".',
  client: 'cline',
  broken: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok' }],
  },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'config-transport-type' },
};
