import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-syntax--toml-brackets',
  story: 'The header of the table lacks its last bracket, and one value is written with a colon as in YAML.',
  client: 'codex',
  broken: { files: { '.codex/config.toml': 'model = "x"\n\n[mcp_servers.demo # mine\ncommand: "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  healthy: { files: { '.codex/config.toml': 'model = "x"\n\n[mcp_servers.demo] # mine\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n' } },
  expect: { cause: 'config-syntax', inFile: true },
};
