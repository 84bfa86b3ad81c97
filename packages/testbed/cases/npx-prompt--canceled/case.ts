import type { Case } from '../../src/case.ts';

const NPX = {
  $text:
    '#!/bin/sh\ncase " $* " in *" -y "*) exec {{node}} {{server}} ok;; esac\necho \'npm error npx canceled due to missing packages and no YES option: ["notes-mcp@1.2.0"]\' >&2\nexit 1\n',
  $mode: 0o755,
};

export const testCase: Case = {
  id: 'npx-prompt--canceled',
  story: 'The entry calls npx without -y, and this npx sees that nobody could answer its question, and ends.',
  client: 'codex',
  broken: {
    files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["notes-mcp"]\n', 'bin/npx': NPX },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: { '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["-y", "notes-mcp"]\n', 'bin/npx': NPX },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'npx-prompt' },
};
