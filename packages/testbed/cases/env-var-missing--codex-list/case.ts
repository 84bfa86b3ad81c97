import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'env-var-missing--codex-list',
  story: 'The key is set in the shell; Codex passes on a short list of names and those in env_vars.',
  client: 'codex',
  broken: {
    files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "needs-env", "NOTES_API_KEY"]\n' },
    env: { NOTES_API_KEY: 'k-3e1f9a70c2' },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["{{server}}", "needs-env", "NOTES_API_KEY"]\nenv_vars = ["NOTES_API_KEY"]\n',
    },
    env: { NOTES_API_KEY: 'k-3e1f9a70c2' },
  },
  expect: { cause: 'env-var-missing' },
};
