import { describe, expect, it } from 'vitest';
import { probeHttpOtherEra } from '../../../src/collect/http/probe-other-era.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { serveHttp } from '../../io/http-servers.ts';
import { DISCOVER_FIRST, healthy, makeDefinition, makePlan, purposes, readRpc, sendJson, show } from './support.ts';
import type { ClientDefinition, HttpSession } from '../../../src/model/index.ts';

function probe(url: string, definition: ClientDefinition): Promise<HttpSession> {
  return probeHttpOtherEra(makePlan(url, { limitMs: 300 }), definition, createRedactor(), { patienceMs: 0 });
}

describe('probeHttpOtherEra', () => {
  it('proves a modern server to a client that only initializes', async () => {
    const server = await serveHttp((request, response) => {
      const { id, method } = readRpc(request);
      if (method === 'initialize')
        return sendJson(response, { jsonrpc: '2.0', id, error: { code: -32022, message: 'Unsupported', data: { supported: ['2026-07-28'] } } }, 400);
      sendJson(response, {
        jsonrpc: '2.0',
        id,
        result: method === 'tools/list' ? { tools: [] } : { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
      });
    });
    expect(show(await probe(server.origin, makeDefinition()))).toBe('connected modern 2026-07-28 tools=0');
  });

  it('asks a legacy server once and never initializes it', async () => {
    const server = await serveHttp((request, response) =>
      readRpc(request).method === 'server/discover'
        ? sendJson(response, { jsonrpc: '2.0', id: readRpc(request).id, error: { code: -32601, message: 'no' } })
        : healthy(request, response),
    );
    const session = await probe(server.origin, makeDefinition());
    expect(show(session)).toBe('failed rpc-error');
    expect(purposes(session)).toBe('discover 200');
    expect(show(await probe(server.origin, makeDefinition({ handshake: DISCOVER_FIRST })))).toContain('connected legacy');
  });
});
