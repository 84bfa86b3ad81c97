import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/server-unresponsive.ts';
import { exchange, failed, http, judgeFacts, judgeText, noise, stdio } from '../facts.ts';

test('silence on stdio names the limit and what was written instead', () => {
  const [hit] = judgeFacts(rule, {
    session: stdio(failed('silence'), { noise: [noise('Listening on http://localhost:3000')] }, { patience: { waitedMs: 60_000 } }),
  });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.why).toContain('60 s');
  expect(hit?.why).toContain('another mode');
  expect(hit?.fixes[0]?.id).toBe('stdio-mode');
});

test('silence over HTTP', () => {
  const remote = { address: '127.0.0.1', family: 4 as const, port: 8000 };
  const [hit] = judgeFacts(rule, {
    session: http(failed('http-timeout'), { exchanges: [exchange({ remote, error: { phase: 'timeout', code: 'ETIMEDOUT', message: 'no answer' } })] }),
  });
  expect(hit?.why).toContain('took the request at 127.0.0.1:8000');
});

test.each([
  ['a late answer', stdio(failed('silence'), {}, { patience: { waitedMs: 41_000, answeredAtMs: 41_000 } })],
  ['a crash', stdio(failed('exit'))],
  ['a refused connection', http(failed('tcp'))],
])('not on %s', (_, session) => {
  expect(judgeFacts(rule, { session })).toEqual([]);
});

test('one waiting line of VS Code is a possibility, several are likely', () => {
  const line = '[info] Waiting for server to respond to `initialize` request...';
  expect(judgeText(rule, line)).toMatchObject([{ confidence: 'possible' }]);
  expect(judgeText(rule, `${line}\n${line}`)).toMatchObject([{ confidence: 'likely', decisive: expect.any(String) }]);
});
