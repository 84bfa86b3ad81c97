import { isObject, own } from '../../protocol/record.ts';
import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { buildRequest, modernHeaders } from '../messages.ts';
import type { HttpAsk } from '../peer.ts';
import { openHttp } from '../transport/open-http.ts';

const LIMIT_MS = 5_000;
const FLAGS = { tools: 'toolsListChanged', prompts: 'promptsListChanged', resources: 'resourcesListChanged' } as const;

export const probe: AnyProbe = defineProbe({
  id: 'listen-stream',
  where: 'own',
  withoutAnswer: true,
  eras: ['modern'],
  transports: ['http'],
  async observe(context) {
    // The acknowledgement comes at once from a good server; hanging up then is how the era cancels.
    const turn = await askToListen(context, { limitMs: LIMIT_MS, until: () => true });
    return turn === undefined ? {} : { turn };
  },
});

/** Subscribes to every change the server declares, over a stream of its own; undefined when it declares none. */
export async function askToListen(context: ProbeContext, { limitMs, until }: Pick<HttpAsk, 'limitMs' | 'until'>): Promise<Turn | undefined> {
  const wanted = Object.entries(FLAGS).filter(([name]) => {
    const capability = own(context.capabilities, name);
    return isObject(capability) && own(capability, 'listChanged') === true;
  });
  if (wanted.length === 0) return undefined;
  const peer = await openHttp(context);
  const notifications = Object.fromEntries(wanted.map(([, flag]) => [flag, true]));
  const method = 'subscriptions/listen';
  const body = JSON.stringify(buildRequest('modern', 'listen-1', method, { notifications }, {}));
  return peer.ask({
    method: 'POST',
    what: method,
    body,
    headers: modernHeaders(method, undefined),
    ...(limitMs === undefined ? {} : { limitMs }),
    ...(until === undefined ? {} : { until }),
  });
}
