import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-name-collision',
  story: 'The server was added for the project and, with other arguments, for the user; the nearer one wins.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json':
        '{ "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "stderr"] } }, "projects": { "{{project}}": { "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } } } } }\n',
    },
  },
  healthy: {
    files: { '.claude.json': '{ "projects": { "{{project}}": { "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } } } } }\n' },
  },
  expect: { cause: 'server-name-collision', verdict: 'not-checked' },
};
