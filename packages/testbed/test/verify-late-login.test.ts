import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { CAPABILITY_CHECKS } from '../../medic/src/rules/protocol/capability/index.ts';
import { CONTENT_CHECKS } from '../../medic/src/rules/protocol/content/index.ts';
import { RESILIENCE_CHECKS } from '../../medic/src/rules/protocol/resilience/index.ts';
import { RPC_CHECKS } from '../../medic/src/rules/protocol/rpc/index.ts';
import { idsAgainst, verifyUrl } from '../src/verify-conformance.ts';

const CHECKS = [...RPC_CHECKS, ...CAPABILITY_CHECKS, ...CONTENT_CHECKS, ...RESILIENCE_CHECKS];
const RESULT = { protocolVersion: '2025-11-25', capabilities: { tools: {}, prompts: {} }, serverInfo: { name: 'shy', version: '1' } };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Tells everybody who it is, takes notifications with one status and answers all else with another. */
async function start(notification: number, request: number): Promise<string> {
  const made = createServer((incoming, response) => {
    const answer = async (): Promise<void> => {
      const { id, method } = await readMessage(incoming);
      const isFirst = method === 'initialize';
      const otherwise = id === undefined ? notification : request;
      const status = isFirst ? 200 : otherwise;
      const refusal = status === 202 ? '' : '{"error":"not here"}';
      const body = isFirst ? JSON.stringify({ jsonrpc: '2.0', id, result: RESULT }) : refusal;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    void answer();
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/mcp`;
}

/** What was posted, if it was a message. */
async function readMessage(incoming: IncomingMessage): Promise<{ readonly id?: unknown; readonly method?: string }> {
  try {
    return JSON.parse(await text(incoming)) as { readonly id?: unknown; readonly method?: string };
  } catch {
    return {};
  }
}

describe('a server that answers initialize and nothing else', () => {
  it.each([
    ['wants a login for all else', 401, 401],
    ['wants a login for requests', 202, 401],
  ])('is not failed for what it never showed when it %s', async (_, notification, request) => {
    const { checks } = await verifyUrl(await start(notification, request), CHECKS);
    expect(idsAgainst({ checks })).toEqual([]);
    expect(checks.find(({ id }) => id === 'cap.declared-works')).toMatchObject({ status: 'not-tested', reason: expect.stringContaining('login') });
  });

  it('fails one check, not twenty, when it refuses every request', async () => {
    expect(idsAgainst(await verifyUrl(await start(202, 400), CHECKS))).toEqual(['cap.declared-works']);
  });
});
