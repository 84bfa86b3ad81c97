import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'package-not-found--version',
  story: 'The entry pins a version that was never published.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp@9.9.9'] } } },
      'bin/npx': {
        $text:
          '#!/bin/sh\n[ "$2" = "notes-mcp" ] && exec {{node}} {{server}} ok\necho "npm error code ETARGET" >&2\necho "npm error notarget No matching version found for notes-mcp@9.9.9." >&2\necho "npm error notarget In most cases you or one of your dependencies are requesting" >&2\necho "npm error notarget a package version that doesn\'t exist." >&2\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\n[ "$2" = "notes-mcp" ] && exec {{node}} {{server}} ok\nexit 1\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'package-not-found' },
};
