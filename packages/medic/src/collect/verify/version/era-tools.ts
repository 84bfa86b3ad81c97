import { isObject, own, ownString } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import type { Peer } from '../peer.ts';

/** The first page of tools in both eras, for servers that speak both. */
export const probe: AnyProbe = defineProbe({
  id: 'era-tools',
  where: 'own',
  eras: ['modern'],
  async observe({ open, run, observe }) {
    if (run.eras.length < 2) return {};
    const { initialize, discover } = await observe('survey');
    const declares = (turn: typeof initialize): boolean => {
      const capabilities = turn?.answer?.result === undefined ? undefined : own(turn.answer.result, 'capabilities');
      return isObject(capabilities) && isObject(own(capabilities, 'tools'));
    };
    return {
      ...(declares(initialize) ? { legacy: await nameTools(await open({ era: 'legacy', revision: '2025-11-25' })) } : {}),
      ...(declares(discover) ? { modern: await nameTools(await open()) } : {}),
    };
  },
});

async function nameTools(peer: Peer): Promise<readonly string[]> {
  const { answer } = await peer.request('tools/list');
  const tools = answer?.result === undefined ? undefined : own(answer.result, 'tools');
  return Array.isArray(tools) ? tools.flatMap((tool) => (isObject(tool) ? [ownString(tool, 'name') ?? ''] : [])) : [];
}
