import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--yaml-tab',
  story: 'The editor indented the list in config.yaml with a tab.',
  client: 'continue',
  broken: {
    files: { '.continue/config.yaml': 'name: local\nversion: 1.0.0\nmcpServers:\n  - name: demo\n\tcommand: {{node}}\n    args: ["{{server}}", "ok"]\n' },
  },
  healthy: {
    files: { '.continue/config.yaml': 'name: local\nversion: 1.0.0\nmcpServers:\n  - name: demo\n    command: {{node}}\n    args: ["{{server}}", "ok"]\n' },
  },
  expect: { cause: 'config-syntax', inFile: true },
};
