import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-bom--utf-16',
  story: 'The file was written by a PowerShell redirection, which makes UTF-16 out of it.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': {
        $text: '{ "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } } }\n',
        $encoding: 'utf-16le',
      },
    },
  },
  healthy: { files: { '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-bom', inFile: true },
};
