import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax',
  story: 'A second server was pasted below the first one and the comma between them was forgotten.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json':
        '{\n  "mcpServers": {\n    "files": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
    },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json':
        '{\n  "mcpServers": {\n    "files": { "command": "{{node}}", "args": ["{{server}}", "ok"] },\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
    },
  },
  expect: { cause: 'config-syntax', inFile: true },
};
