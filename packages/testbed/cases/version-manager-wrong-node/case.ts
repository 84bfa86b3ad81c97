import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'version-manager-wrong-node',
  story: "nvm's default is still Node 16, although Node 24 is installed beside it.",
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'node', args: ['{{home}}/notes/index.js'] } } },
      '.nvm/versions/node/v16.20.2/bin/node': {
        $text:
          "#!/bin/sh\ncat >&2 <<EOF\n{{home}}/notes/index.js:1\nimport { styleText } from \"node:util\";\n         ^^^^^^^^^\nSyntaxError: The requested module 'node:util' does not provide an export named 'styleText'\n    at ModuleJob._instantiate (node:internal/modules/esm/module_job:128:21)\n\nNode.js v16.20.2\nEOF\nexit 1\n",
        $mode: 0o755,
      },
      '.nvm/versions/node/v24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} "$@"\n', $mode: 0o755 },
      'notes/index.js': 'process.argv[2] = "ok";\nimport("{{server}}");\n',
    },
    env: { PATH: '{{home}}/.nvm/versions/node/v16.20.2/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: '{{home}}/.nvm/versions/node/v24.11.1/bin/node', args: ['{{home}}/notes/index.js'] } } },
      '.nvm/versions/node/v16.20.2/bin/node': { $text: '#!/bin/sh\nexit 1\n', $mode: 0o755 },
      '.nvm/versions/node/v24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} "$@"\n', $mode: 0o755 },
      'notes/index.js': 'process.argv[2] = "ok";\nimport("{{server}}");\n',
    },
    env: { PATH: '{{home}}/.nvm/versions/node/v16.20.2/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'version-manager-wrong-node' },
};
