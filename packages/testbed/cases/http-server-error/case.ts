import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'http-server-error',
  story: 'The server has a defect and answers every request with status 500.',
  client: 'goose',
  broken: {
    files: {
      '.config/goose/config.yaml': [
        'extensions:',
        '  demo:',
        '    name: demo',
        '    enabled: true',
        '    type: streamable_http',
        '    uri: {{origin}}/mcp',
        '    timeout: 5',
        '',
      ].join('\n'),
    },
    serve: [{ fault: '500' }],
  },
  healthy: {
    files: {
      '.config/goose/config.yaml': [
        'extensions:',
        '  demo:',
        '    name: demo',
        '    enabled: true',
        '    type: streamable_http',
        '    uri: {{origin}}/mcp',
        '    timeout: 5',
        '',
      ].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'http-server-error' },
};
