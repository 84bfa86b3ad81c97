import { isObject, own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildRequest, modernHeaders } from '../messages.ts';
import { openHttp } from '../transport/open-http.ts';

const WATCH_MS = 800;
const FLAGS = { tools: 'toolsListChanged', prompts: 'promptsListChanged', resources: 'resourcesListChanged' } as const;

export const probe: AnyProbe = defineProbe({
  id: 'listen-stream',
  where: 'own',
  withoutAnswer: true,
  eras: ['modern'],
  transports: ['http'],
  async observe(context) {
    const wanted = Object.entries(FLAGS).filter(([name]) => {
      const capability = own(context.capabilities, name);
      return isObject(capability) && own(capability, 'listChanged') === true;
    });
    if (wanted.length === 0) return {};
    const peer = await openHttp(context);
    const notifications = Object.fromEntries(wanted.map(([, flag]) => [flag, true]));
    const method = 'subscriptions/listen';
    const body = JSON.stringify(buildRequest('modern', 'listen-1', method, { notifications }, {}));
    // The acknowledgement comes at once from a good server; hanging up then is how the era cancels.
    return { turn: await peer.ask({ method: 'POST', what: method, body, headers: modernHeaders(method, undefined), limitMs: WATCH_MS, until: () => true }) };
  },
});
