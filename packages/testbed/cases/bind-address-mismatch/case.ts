import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'bind-address-mismatch',
  story: 'The server listens on the IPv6 loopback address only; Windsurf is told to use the IPv4 one.',
  client: 'windsurf',
  broken: {
    files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: 'http://127.0.0.1:{{port}}/mcp' } } } },
    serve: [{ fault: 'ok', address: '::1' }],
  },
  healthy: {
    files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', address: '::1' }],
  },
  expect: { cause: 'bind-address-mismatch' },
};
