import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--toml-twice',
  story: 'The same table was pasted twice into config.toml, once with the old and once with the new arguments.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml':
        '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "noise"]\n\n[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n',
    },
  },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'config-syntax', inFile: true },
};
