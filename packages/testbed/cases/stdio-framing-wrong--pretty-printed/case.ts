import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-framing-wrong--pretty-printed',
  story: 'The server writes its answers in several indented lines.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "pretty-printed"]\nstartup_timeout_sec = 1\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\nstartup_timeout_sec = 20\n' } },
  expect: { cause: 'stdio-framing-wrong' },
};
