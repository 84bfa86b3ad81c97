import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-protocol-unsupported',
  story: 'The appliance from 2012 speaks TLS 1.1 at most.',
  client: 'continue',
  broken: {
    files: {
      '.continue/config.yaml': [
        'name: main',
        'version: 1.0.0',
        'schema: v1',
        'mcpServers:',
        '  - name: demo',
        '    type: streamable-http',
        '    url: {{origin}}/mcp',
        '',
      ].join('\n'),
    },
    serve: [{ fault: 'ok', tls: 'old-protocol' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: {
      '.continue/config.yaml': [
        'name: main',
        'version: 1.0.0',
        'schema: v1',
        'mcpServers:',
        '  - name: demo',
        '    type: streamable-http',
        '    url: {{origin}}/mcp',
        '',
      ].join('\n'),
    },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-protocol-unsupported' },
};
