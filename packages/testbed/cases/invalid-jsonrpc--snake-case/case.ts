import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'invalid-jsonrpc--snake-case',
  story: 'The server spells the members of its answer with underscores.',
  client: 'continue',
  broken: {
    files: {
      '.continue/config.yaml':
        'name: local\nversion: 1.0.0\nmcpServers:\n  - name: demo\n    command: {{node}}\n    args: ["{{server}}", "snake-case"]\n    connectionTimeout: 1000\n',
    },
  },
  healthy: {
    files: {
      '.continue/config.yaml':
        'name: local\nversion: 1.0.0\nmcpServers:\n  - name: demo\n    command: {{node}}\n    args: ["{{server}}", "ok"]\n    connectionTimeout: 20000\n',
    },
  },
  expect: { cause: 'invalid-jsonrpc' },
};
