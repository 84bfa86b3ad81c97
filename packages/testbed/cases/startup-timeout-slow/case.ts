import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'startup-timeout-slow',
  story: 'The server loads its index before it answers and needs longer than Codex waits.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "delay", "1.6"]\nstartup_timeout_sec = 1\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "delay", "0.2"]\nstartup_timeout_sec = 20\n' } },
  expect: { cause: 'startup-timeout-slow' },
  patienceMs: 6000,
};
