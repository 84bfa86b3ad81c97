import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-wrong-file--codex-json',
  story: 'A JSON file was put beside config.toml in the hope that Codex reads it too.',
  client: 'codex',
  broken: { files: { '.codex/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'config-wrong-file', inFile: true },
};
