import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cli-add-syntax--separator',
  story: 'The two hyphens of "codex mcp add" were written twice, and one pair became the program.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "--"\nargs = ["{{node}}", "{{server}}", "ok"]\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'cli-add-syntax' },
};
