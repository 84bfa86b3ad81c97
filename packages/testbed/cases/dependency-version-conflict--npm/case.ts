import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'dependency-version-conflict--npm',
  story: 'npm cannot put together the versions that the package and its plug-in ask for.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\nnpm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\nnpm error\nnpm error While resolving: notes-mcp@1.2.0\nnpm error Found: commander@14.0.1\nnpm error node_modules/commander\nnpm error   commander@"^14.0.0" from the root project\nnpm error\nnpm error Could not resolve dependency:\nnpm error peer commander@"^11.0.0" from notes-plugin@0.4.0\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'dependency-version-conflict' },
};
