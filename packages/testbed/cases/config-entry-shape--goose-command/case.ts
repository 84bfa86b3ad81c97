import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--goose-command',
  story: 'The extension was written with "command", which Goose calls "cmd".',
  client: 'goose',
  broken: {
    files: {
      '.config/goose/config.yaml':
        'extensions:\n  demo:\n    name: demo\n    type: stdio\n    enabled: true\n    command: {{node}}\n    args: ["{{server}}", "ok"]\n',
    },
  },
  healthy: {
    files: {
      '.config/goose/config.yaml':
        'extensions:\n  demo:\n    name: demo\n    type: stdio\n    enabled: true\n    cmd: {{node}}\n    args: ["{{server}}", "ok"]\n',
    },
  },
  expect: { cause: 'config-entry-shape' },
};
