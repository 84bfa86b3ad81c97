import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-installed--windows-words',
  story: 'The entry was copied from a guide for Windows: "cmd /c" stands before the program.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "cmd"\nargs = ["/c", "{{node}}", "{{server}}", "ok"] # from the guide\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"] # from the guide\n' } },
  expect: { cause: 'command-not-installed' },
};
