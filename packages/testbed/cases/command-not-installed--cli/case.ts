import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-installed--cli',
  story: 'The settings were taken over from another machine, where a program called notes-mcp was installed.',
  client: 'qwen-code',
  broken: {
    files: { '.qwen/settings.json': { mcpServers: { demo: { command: 'notes-mcp', args: ['--stdio'] } } } },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.qwen/settings.json': { mcpServers: { demo: { command: 'notes-mcp', args: ['--stdio'] } } },
      'bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'command-not-installed' },
};
