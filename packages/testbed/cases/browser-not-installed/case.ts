import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'browser-not-installed',
  story: 'Playwright was updated and its browser was not downloaded again.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': {
        servers: {
          demo: {
            type: 'stdio',
            command: '{{node}}',
            args: [
              '{{server}}',
              'say',
              'Error: browserType.launch: Executable does not exist at /home/user/.cache/ms-playwright/chromium-1187/chrome-linux/chrome\n║ Looks like Playwright Test or Playwright was just installed or updated. ║\n║ Please run the following command to download new browsers:              ║\n║     npx playwright install                                              ║',
            ],
          },
        },
      },
    },
  },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'browser-not-installed' },
};
