import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'host-header-rejected--misdirected',
  story: 'The Python framework answers 421 because allowed_hosts lacks the name under which the server is reached.',
  client: 'zed',
  broken: { files: { '.config/zed/settings.json': { context_servers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'host-misdirected' }] },
  healthy: { files: { '.config/zed/settings.json': { context_servers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'host-header-rejected' },
};
