import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-transport-type--url-and-command',
  story: 'The server moved to a URL, and the old command was left standing in the same table.',
  client: 'codex',
  broken: {
    files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\nurl = "{{origin}}/mcp"\n' },
    serve: [{ fault: 'ok' }],
  },
  healthy: { files: { '.codex/config.toml': '[mcp_servers.demo]\nurl = "{{origin}}/mcp"\n' }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'config-transport-type' },
};
