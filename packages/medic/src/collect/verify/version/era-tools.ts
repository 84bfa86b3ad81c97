import type { JsonObject } from '../../../model/index.ts';
import type { Turn } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { readAll } from '../lists.ts';
import type { Peer } from '../peer.ts';

/** The tools and the capabilities in both eras, for servers that speak both. */
export const probe: AnyProbe = defineProbe({
  id: 'era-tools',
  where: 'own',
  eras: ['modern'],
  async observe({ open, run, observe }) {
    const { initialize, discover } = await observe('survey');
    const legacy = capabilitiesOf(initialize);
    const modern = capabilitiesOf(discover);
    const capabilities = { legacy: listFlags(legacy), modern: listFlags(modern) };
    if (run.eras.length < 2) return { capabilities };
    return {
      capabilities,
      ...(isObject(own(legacy, 'tools')) ? { legacy: await nameTools(await open({ era: 'legacy', revision: '2025-11-25' })) } : {}),
      ...(isObject(own(modern, 'tools')) ? { modern: await nameTools(await open()) } : {}),
    };
  },
});

function capabilitiesOf(turn: Turn | undefined): JsonObject {
  const capabilities = turn?.answer?.result === undefined ? undefined : own(turn.answer.result, 'capabilities');
  return isObject(capabilities) ? (capabilities as JsonObject) : {};
}

/** `tools`, `tools.listChanged` …: what both eras can declare. Logging is asked for otherwise in the modern era, tasks are an extension there. */
function listFlags(capabilities: JsonObject): readonly string[] {
  return ['tools', 'resources', 'prompts', 'completions'].flatMap((name) => {
    const value = own(capabilities, name);
    if (!isObject(value)) return [];
    return [
      name,
      ...Object.keys(value)
        .filter((flag) => own(value, flag) === true)
        .map((flag) => `${name}.${flag}`),
    ];
  });
}

async function nameTools(peer: Peer): Promise<readonly string[]> {
  const { items } = await readAll(peer, 'tools/list', 'tools');
  return items.map((tool) => ownString(tool, 'name') ?? '');
}
