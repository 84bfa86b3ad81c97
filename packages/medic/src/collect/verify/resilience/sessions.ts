import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

/** A client that was closed comes back. */
export const reconnect: AnyProbe = defineProbe({
  id: 'reconnect',
  where: 'own',
  eras: ['legacy'],
  transports: ['http', 'sse'],
  async observe({ open, capabilities }) {
    const first = await open();
    await first.close();
    const second = await open();
    return {
      turn:
        second.opening?.initialized === undefined
          ? (second.opening?.initialize ?? (await second.request('ping')))
          : await second.request(harmlessMethod('legacy', capabilities)),
    };
  },
});

/** Two clients at the same time, as on a desk with two windows. */
export const twoClients: AnyProbe = defineProbe({
  id: 'two-clients',
  where: 'own',
  transports: ['http', 'sse'],
  async observe({ open, era, capabilities }) {
    const method = harmlessMethod(era, capabilities);
    const one = await open();
    const two = await open();
    const [first, second] = await Promise.all([one.request(method), two.request(method)]);
    return { first, second };
  },
});
