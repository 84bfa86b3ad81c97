import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--trailing-comma',
  story: 'The last server was deleted by hand from .claude.json, and the comma before it stayed.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': '{\n  "numStartups": 12,\n  "mcpServers": {\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] },\n  }\n}\n' },
  },
  healthy: {
    files: { '.claude.json': '{\n  "numStartups": 12,\n  "mcpServers": {\n    "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n' },
  },
  expect: { cause: 'config-syntax', inFile: true },
};
