import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--env-number',
  story: 'A port number was written into the variables without quotes; Codex takes strings only and refuses the whole file.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n\n[mcp_servers.demo.env]\nPORT = 8080\n' } },
  healthy: {
    files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n\n[mcp_servers.demo.env]\nPORT = "8080"\n' },
  },
  expect: { cause: 'config-entry-shape' },
};
