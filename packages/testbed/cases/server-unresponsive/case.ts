import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-unresponsive',
  story: 'The program runs and never answers.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "silent"]\nstartup_timeout_sec = 1\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\nstartup_timeout_sec = 20\n' } },
  expect: { cause: 'server-unresponsive' },
};
