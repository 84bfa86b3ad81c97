import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-breaks-sse--cut',
  story: 'The gateway allows streams no time and cuts each of them after its first event.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'cut-mid-stream' }],
  },
  healthy: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok-sse-answers' }],
  },
  expect: { cause: 'proxy-breaks-sse' },
};
