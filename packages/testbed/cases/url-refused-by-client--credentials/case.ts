import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-refused-by-client--credentials',
  story: 'User and password stand in the address, as a browser would take them; fetch refuses such an address.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'streamableHttp', url: 'http://reader:correct-horse-battery@127.0.0.1:{{port}}/mcp' } },
      },
    },
    serve: [{ fault: 'ok' }],
  },
  healthy: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp', headers: { Authorization: 'Basic cmVhZGVyOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==' } } },
      },
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'url-refused-by-client' },
};
