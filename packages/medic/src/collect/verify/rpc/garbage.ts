import { MODERN_REVISION } from '../../protocol/revisions.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { buildRequest } from '../messages.ts';

const UNFINISHED = '{"jsonrpc": "2.0", "id": 1, "method": ';

export const probe: AnyProbe = defineProbe({
  id: 'garbage',
  where: 'spare',
  async observe({ spare, era, capabilities }) {
    const peer = await spare();
    const method = harmlessMethod(era, capabilities);
    const headers: Readonly<Record<string, string>> = era === 'modern' ? { 'MCP-Protocol-Version': MODERN_REVISION, 'Mcp-Method': method } : {};
    const batch = JSON.stringify([buildRequest(era, 'batch-1', method, undefined, {}), buildRequest(era, 'batch-2', method, undefined, {})]);
    return {
      parseError: await peer.raw(UNFINISHED, 'text that is no JSON', { headers }),
      afterParseError: await peer.request(method),
      batch: await peer.raw(batch, 'a batch of two requests', { headers }),
      afterBatch: await peer.request(method),
    };
  },
});
