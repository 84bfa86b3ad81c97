import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--toml-root-key',
  story: 'The table was called mcpServers, as in the JSON files of other clients; Codex passes over it without a word.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcpServers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'config-entry-shape', inFile: true },
};
