import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'http-server-error--gateway',
  story: 'nginx runs, the server behind it does not.',
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
    serve: [{ fault: '502' }],
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
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'http-server-error' },
};
