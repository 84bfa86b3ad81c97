import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-bom',
  story: 'The settings were saved with an editor on Windows that puts a byte order mark in front.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        $text: '{ "security": { "folderTrust": { "enabled": false } }, "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } } }\n',
        $encoding: 'utf-8-bom',
      },
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
  },
  expect: { cause: 'config-bom', inFile: true },
};
