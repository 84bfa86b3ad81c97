import type { Case } from '../../src/case.ts';

const HEAD = 'name: local\nversion: 1.0.0\nschema: v1\n';

export const testCase: Case = {
  id: 'config-entry-shape--map-for-list',
  story: 'The servers stand in config.yaml by their names, as in the JSON files of other clients; Continue wants a list.',
  client: 'continue',
  broken: { files: { '.continue/config.yaml': `${HEAD}mcpServers:\n  demo:\n    command: {{node}}\n    args: ["{{server}}", "ok"]\n` } },
  healthy: { files: { '.continue/config.yaml': `${HEAD}mcpServers:\n  - name: demo\n    command: {{node}}\n    args: ["{{server}}", "ok"]\n` } },
  expect: { cause: 'config-entry-shape', inFile: true },
};
