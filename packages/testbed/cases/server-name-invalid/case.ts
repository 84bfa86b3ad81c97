import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-name-invalid',
  story: 'A name with a blank was chosen for the table in config.toml.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers."my notes"]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.my-notes]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'server-name-invalid', server: 'my notes' },
};
