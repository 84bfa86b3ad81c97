import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdout-pollution',
  story: 'The server prints "Loading plugins... " to stdout without a line break, and its first answer is glued to it.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "noisenonl"]\nstartup_timeout_sec = 1\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "stderr"]\nstartup_timeout_sec = 20\n' } },
  expect: { cause: 'stdout-pollution' },
};
