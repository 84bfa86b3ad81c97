import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'corrupt-package-cache--not-empty',
  story: 'Two clients let npx install the same package at the same moment.',
  client: 'qwen-code',
  broken: {
    files: {
      '.qwen/settings.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': {
        $text:
          "#!/bin/sh\ncat >&2 <<EOF\nnpm error code ENOTEMPTY\nnpm error syscall rename\nnpm error path {{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/ajv\nnpm error dest {{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/.ajv-Kq2pW1xZ\nnpm error errno -39\nnpm error ENOTEMPTY: directory not empty, rename '{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/ajv' -> '{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/.ajv-Kq2pW1xZ'\nEOF\nexit 217\n",
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.qwen/settings.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'corrupt-package-cache' },
};
