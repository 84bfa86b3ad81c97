import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-framing-wrong',
  story: 'The server was made from a language server and writes Content-Length headers.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'content-length'], timeout: 1000 } } } },
  },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'], timeout: 20000 } } } } },
  expect: { cause: 'stdio-framing-wrong' },
};
