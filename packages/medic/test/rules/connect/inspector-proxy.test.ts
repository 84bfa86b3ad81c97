import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/inspector-proxy.ts';
import { judgeText } from '../facts.ts';

test.each([
  ["Couldn't connect to MCP Proxy Server TypeError: Failed to fetch", 'confirmed'],
  ['GET http://localhost:6277/health net::ERR_CONNECTION_REFUSED', 'confirmed'],
  ['❌  Proxy Server PORT IS IN USE at port 6277', 'confirmed'],
  ['Connection Error - Check if your MCP server is running and proxy token is correct', 'likely'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test("the page was opened under another address than the proxy's", () => {
  expect(judgeText(rule, 'Proxy server listening on 0.0.0.0:6277\nInvalid origin: http://192.0.2.8:6274')).toMatchObject([
    { confidence: 'confirmed', fixes: [{ id: 'allow-page' }] },
  ]);
  expect(judgeText(rule, 'Invalid origin: http://192.0.2.8:3000')).toEqual([]);
});

test.each(['⚙️ Proxy server listening on localhost:6277', 'http://localhost:6274/?MCP_PROXY_AUTH_TOKEN=abc', 'connect ECONNREFUSED 127.0.0.1:3000'])(
  'not: %s',
  (text) => {
    expect(judgeText(rule, text)).toEqual([]);
  },
);
