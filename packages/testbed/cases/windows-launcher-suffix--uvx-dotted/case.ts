import type { Case } from '../../src/case.ts';
import { CONNECTED, exited } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'windows-launcher-suffix--uvx-dotted',
  story: 'uvx is to start a program with a dot in its name, which Windows takes for a file ending.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: 'uvx', args: ['acme.notes-mcp@latest'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: 'uvx', args: ['--from', 'acme.notes-mcp@latest', 'acme.notes-mcp.exe'] } } } } },
  expect: { cause: 'windows-launcher-suffix' },
  overlay: {
    broken: { session: exited(1, ['error: Failed to spawn: `acme.notes-mcp`', '  Caused by: program not found'], { argv: ['uvx', 'acme.notes-mcp@latest'] }) },
    healthy: { session: CONNECTED },
  },
  platform: 'win32',
  replayOnly: 'only Windows looks at the ending of a name',
};
