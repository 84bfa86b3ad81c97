import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

const META = 'io.modelcontextprotocol/';

export const probe: AnyProbe = defineProbe({
  id: 'meta-missing',
  where: 'spare',
  eras: ['modern'],
  async observe({ spare, capabilities }) {
    const peer = await spare();
    const method = harmlessMethod('modern', capabilities);
    return {
      all: await peer.request(method, undefined, { meta: null }),
      protocolVersion: await peer.request(method, undefined, { meta: { [`${META}protocolVersion`]: null } }),
      clientCapabilities: await peer.request(method, undefined, { meta: { [`${META}clientCapabilities`]: null } }),
      logLevel: await peer.request(method, undefined, { meta: { [`${META}logLevel`]: 'medic-no-such-level' } }),
      clientInfo: await peer.request(method, undefined, { meta: { [`${META}clientInfo`]: null } }),
    };
  },
});
