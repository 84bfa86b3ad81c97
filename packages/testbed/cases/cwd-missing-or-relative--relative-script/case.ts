import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cwd-missing-or-relative--relative-script',
  story: 'The script was named relative to the project; a desktop application starts servers in the root folder.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['tools/serve.mjs'] } } },
      'project/tools/serve.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{project}}/tools/serve.mjs'] } } },
      'project/tools/serve.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'cwd-missing-or-relative' },
};
