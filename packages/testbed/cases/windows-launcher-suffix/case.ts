import type { Case } from '../../src/case.ts';
import { CONNECTED, spawnFailed } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'windows-launcher-suffix',
  story: 'The entry names npx, which is the batch file npx.cmd on Windows; a client that starts it without cmd.exe is refused by Node.',
  client: 'cline',
  broken: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } } } },
  healthy: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: 'cmd', args: ['/c', 'npx', '-y', 'notes-mcp'] } } } } },
  expect: { cause: 'windows-launcher-suffix' },
  overlay: {
    broken: {
      program: {
        resolved: 'C:\\Program Files\\nodejs\\npx.cmd',
        file: { path: 'C:\\Program Files\\nodejs\\npx.cmd', exists: true, type: 'file', format: 'script' },
      },
      session: spawnFailed({ code: 'EINVAL', syscall: 'spawn', message: 'spawn EINVAL' }, { argv: ['npx', '-y', 'notes-mcp'] }),
    },
    healthy: { session: CONNECTED },
  },
  platform: 'win32',
  replayOnly: 'batch files are a matter of Windows',
};
