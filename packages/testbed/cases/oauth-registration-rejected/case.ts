import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-registration-rejected',
  story: 'The identity provider registers clients from its own list only; Claude Code is not on it and logs the refusal.',
  client: 'claude-code',
  broken: {
    serve: [{ fault: '401-full' }],
    files: {
      '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } },
      '.cache/claude-cli-nodejs/{{slug}}/mcp-logs-demo/2026-11-21T09-12-44-310Z.jsonl': [
        '{"debug":"Starting connection with timeout of 30000ms","timestamp":"2026-11-21T09:12:44.310Z","cwd":"{{project}}"}',
        '{"error":"Dynamic Client Registration rejected (HTTP 403): Forbidden","timestamp":"2026-11-21T09:12:44.902Z","cwd":"{{project}}"}',
        '',
      ].join('\n'),
    },
  },
  healthy: {
    serve: [{ fault: 'token' }],
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
  },
  expect: { cause: 'oauth-registration-rejected' },
};
