import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { MODERN_REVISION } from '../../protocol/revisions.ts';
import { openHttp } from './open-http.ts';

const LIMIT_MS = 3_000;
const VERSION = { 'MCP-Protocol-Version': MODERN_REVISION };

export const probe: AnyProbe = defineProbe({
  id: 'stateless',
  where: 'own',
  withoutAnswer: true,
  eras: ['modern'],
  transports: ['http'],
  async observe(context) {
    const peer = await openHttp(context);
    const method = harmlessMethod('modern', context.capabilities);
    const withSession = await peer.request(method, undefined, {
      headers: { 'Mcp-Session-Id': 'medic-no-such-session', 'Last-Event-ID': 'medic-no-such-event' },
    });
    if (context.run.eras.includes('legacy')) return { withSession };
    return {
      withSession,
      get: await peer.ask({ method: 'GET', what: 'GET', limitMs: LIMIT_MS, headers: VERSION }),
      delete: await peer.ask({ method: 'DELETE', what: 'DELETE', limitMs: LIMIT_MS, headers: VERSION }),
    };
  },
});
