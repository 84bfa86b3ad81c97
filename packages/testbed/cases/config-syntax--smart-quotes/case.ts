import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--smart-quotes',
  story: 'The entry was copied from a word processor, which had turned the quotes into typographic ones.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json':
        '{\n  "security": { "folderTrust": { "enabled": false } },\n  "mcpServers": {\n    “demo”: { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
  },
  expect: { cause: 'config-syntax', inFile: true },
};
