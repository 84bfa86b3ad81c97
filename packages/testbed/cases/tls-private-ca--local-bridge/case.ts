import type { Case } from '../../src/case.ts';

const BRIDGE = `import { get } from 'node:https';
get(process.argv[2], () => {
  process.argv[2] = 'ok';
  import('{{server}}');
}).on('error', (error) => {
  console.error(\`Error: \${error.message} (\${error.code})\`);
  process.exit(1);
});
`;

export const testCase: Case = {
  id: 'tls-private-ca--local-bridge',
  story: 'The terminal has NODE_EXTRA_CA_CERTS for the company CA; Claude Desktop does not hand it on to the bridge that dials the intranet.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/bridge.mjs', '{{origin}}/mcp'] } } },
      'bridge.mjs': BRIDGE,
    },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/bridge.mjs', '{{origin}}/mcp'], env: { NODE_EXTRA_CA_CERTS: '{{ca}}' } } },
      },
      'bridge.mjs': BRIDGE,
    },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-private-ca' },
};
