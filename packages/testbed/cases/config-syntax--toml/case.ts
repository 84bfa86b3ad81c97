import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--toml',
  story: 'A path was written into config.toml without quotes around it.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = {{node}}\nargs = ["{{server}}", "ok"]\n' } },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'config-syntax', inFile: true },
};
