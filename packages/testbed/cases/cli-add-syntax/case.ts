import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cli-add-syntax',
  story: '"claude mcp add demo -- -y notes-mcp": npx was forgotten behind the two hyphens, so the option became the program.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { type: 'stdio', command: '-y', args: ['notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { type: 'stdio', command: '{{home}}/bin/npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'cli-add-syntax' },
};
