import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--comment',
  story: 'A note to oneself was left in the file as a // comment, as VS Code allows it.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json':
        '{\n  // the one for the office\n  "mcpServers": {\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
    },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': '{\n  "mcpServers": {\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
    },
  },
  expect: { cause: 'config-syntax', inFile: true },
};
