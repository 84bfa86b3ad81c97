import type { Case } from '../../src/case.ts';
import { CONNECTED, unreachable } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'macos-local-network-privacy',
  story: 'The server runs on another machine of the home network, and Cursor was never allowed to use the local network.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: 'http://192.168.1.20:8000/mcp' } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: 'http://192.168.1.20:8000/mcp' } } } } },
  expect: { cause: 'macos-local-network-privacy' },
  overlay: {
    broken: {
      session: unreachable('http://192.168.1.20:8000/mcp', { code: 'EHOSTUNREACH', address: '192.168.1.20' }),
      network: {
        host: '192.168.1.20',
        port: 8000,
        isLoopback: false,
        isPrivate: true,
        dns: { ms: 0, addresses: [{ address: '192.168.1.20', family: 4 }] },
        tcp: [{ address: '192.168.1.20', family: 4, state: 'denied', errno: 'EHOSTUNREACH', ms: 1 }],
      },
    },
    healthy: { session: CONNECTED },
  },
  platform: 'darwin',
  replayOnly: 'the privacy settings of macOS',
};
