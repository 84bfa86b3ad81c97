import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-refused-by-client',
  story: 'Port 6000 was free, so the server got it; Node never dials that port, because X11 lives there.',
  client: 'gemini-cli',
  broken: { files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: 'http://127.0.0.1:6000/mcp', timeout: 3000 } } } } },
  healthy: { files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 3000 } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'url-refused-by-client' },
};
