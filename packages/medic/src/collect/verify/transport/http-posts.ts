import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { openHttp } from './open-http.ts';

const LIMIT_MS = 3_000;
const AT_ONCE = 5;

export const probe: AnyProbe = defineProbe({
  id: 'http-posts',
  where: 'own',
  withoutAnswer: true,
  transports: ['http'],
  async observe(context) {
    const peer = await openHttp(context);
    const method = harmlessMethod(context.era, context.capabilities);
    const ask = (headers: Readonly<Record<string, string>>): Promise<Turn> => peer.request(method, undefined, { headers, limitMs: LIMIT_MS });
    return {
      plain: await peer.request(method, undefined, { limitMs: LIMIT_MS, lingerMs: 1_000 }),
      acceptsAnything: await ask({ Accept: '*/*' }),
      acceptsJson: await ask({ Accept: 'application/json' }),
      acceptsEvents: await ask({ Accept: 'text/event-stream' }),
      acceptsWeighted: await ask({ Accept: 'application/json;q=1.0, text/event-stream;q=0.9' }),
      charset: await ask({ 'Content-Type': 'application/json; charset=utf-8' }),
      plainText: await ask({ 'Content-Type': 'text/plain' }),
      notification: await peer.notify('notifications/cancelled', { requestId: 'medic-none', reason: 'nothing was asked under this id' }),
      ...(context.era === 'modern' ? {} : { response: await peer.raw('{"jsonrpc":"2.0","id":"medic-none","result":{}}', 'a response nobody asked for') }),
      parallel: await Promise.all(Array.from({ length: AT_ONCE }, () => ask({}))),
    };
  },
});
