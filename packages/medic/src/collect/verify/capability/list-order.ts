import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

export const probe: AnyProbe = defineProbe({
  id: 'list-order',
  where: 'shared',
  async observe({ shared, spare, capabilities }) {
    if (!isDeclared(capabilities, 'tools')) return null;
    const peer = await shared();
    const [first, second] = await Promise.all([peer.request('tools/list'), peer.request('tools/list')]);
    const elsewhere = await (await spare()).request('tools/list');
    return { first, second, elsewhere, last: await peer.request('tools/list') };
  },
});
