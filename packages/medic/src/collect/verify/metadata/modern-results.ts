import type { Turn } from '../../../model/verify/index.ts';
import { isObject, own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const DECLARED_BY: Readonly<Record<string, string>> = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resources',
};

export const probe: AnyProbe = defineProbe({
  id: 'modern-results',
  where: 'shared',
  eras: ['modern'],
  async observe({ shared, observe, capabilities }) {
    const { discover } = await observe('survey');
    const peer = await shared();
    const turns: Record<string, Turn> = discover === undefined ? {} : { 'server/discover': discover };
    for (const [method, capability] of Object.entries(DECLARED_BY)) {
      if (isObject(own(capabilities, capability))) turns[method] = await peer.request(method);
    }
    return turns;
  },
});
