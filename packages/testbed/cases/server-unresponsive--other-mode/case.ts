import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-unresponsive--other-mode',
  story: 'The program was started in its web mode and listens on a port instead of stdin.',
  client: 'zed',
  broken: {
    files: {
      '.config/zed/settings.json': { context_servers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], timeout: 1 } } },
      'notes.mjs':
        'console.error("Notes server listening on http://127.0.0.1:3000");\nsetInterval(() => {}, 1000);\nprocess.stdin.resume().on("end", () => process.exit());\n',
    },
  },
  healthy: { files: { '.config/zed/settings.json': { context_servers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], timeout: 20 } } } } },
  expect: { cause: 'server-unresponsive' },
};
