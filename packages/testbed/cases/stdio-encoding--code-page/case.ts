import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-encoding--code-page',
  story: 'A Python server on a machine without UTF-8 meets an arrow in the description of a tool.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: {
          demo: {
            command: '{{node}}',
            args: [
              '{{server}}',
              'say',
              "Traceback (most recent call last):\n  File \"C:\\notes\\server.py\", line 88, in <module>\nUnicodeEncodeError: 'charmap' codec can't encode character '\\u2192' in position 41: character maps to <undefined>",
            ],
          },
        },
      },
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
  },
  expect: { cause: 'stdio-encoding' },
};
