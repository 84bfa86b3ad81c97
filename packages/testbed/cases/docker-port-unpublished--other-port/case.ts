import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'docker-port-unpublished--other-port',
  story: 'The container has its port published under another number, and the entry names the one inside.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { type: 'http', url: 'http://localhost:{{closed}}/mcp' } } },
      'bin/docker': {
        $text:
          '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\';; ps) echo \'{"Names":"notes","Image":"acme/notes-mcp:1.4","Ports":"0.0.0.0:{{port}}->{{closed}}/tcp"}\';; *) exit 1;; esac\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
    serve: [{ fault: 'ok' }],
  },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: 'http://localhost:{{port}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'docker-port-unpublished' },
};
