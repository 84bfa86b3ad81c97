import type { Case } from '../../src/case.ts';
import { CONNECTED } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'config-syntax--backslashes',
  story: 'A Windows path was pasted as the Explorer shows it, with single backslashes.',
  client: 'claude-desktop',
  broken: {
    files: {
      'AppData/Roaming/Claude/claude_desktop_config.json':
        '{\n  "mcpServers": {\n    "demo": {\n      "command": "C:\\Users\\user\\tools\\notes.exe",\n      "args": []\n    }\n  }\n}\n',
    },
  },
  healthy: {
    files: {
      'AppData/Roaming/Claude/claude_desktop_config.json':
        '{\n  "mcpServers": {\n    "demo": {\n      "command": "C:\\\\Users\\\\user\\\\tools\\\\notes.exe",\n      "args": []\n    }\n  }\n}\n',
    },
  },
  expect: { cause: 'config-syntax', inFile: true },
  overlay: { broken: {}, healthy: { session: CONNECTED } },
  platform: 'win32',
  replayOnly: 'the paths are those of Windows',
};
