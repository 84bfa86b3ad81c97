import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'approval-or-trust-pending--codex',
  story: "The project has a config.toml of its own, and the user's file does not call the project trusted.",
  client: 'codex',
  broken: {
    files: {
      'project/.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n',
      '.codex/config.toml': 'model = "gpt-5.2-codex"\n',
    },
  },
  healthy: {
    files: {
      'project/.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "ok"]\n',
      '.codex/config.toml': 'model = "gpt-5.2-codex"\n\n[projects."{{project}}"]\ntrust_level = "trusted"\n',
    },
  },
  expect: { cause: 'approval-or-trust-pending', verdict: 'not-checked' },
  trust: true,
};
