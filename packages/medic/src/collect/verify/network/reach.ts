import { readHostSystem } from '../../../io/host.ts';
import type { TlsFacts } from '../../../model/index.ts';
import type { ReachFacts } from '../../../model/verify/index.ts';
import { collectNetwork } from '../../network/collect-network.ts';
import { collectPort } from '../../port.ts';
import { collectTls } from '../../tls/collect-tls.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const DAY_MS = 86_400_000;

export const probe: AnyProbe = defineProbe({
  id: 'reach',
  where: 'aside',
  transports: ['http', 'sse'],
  withoutLogin: true,
  async observe({ subject, signal }): Promise<ReachFacts> {
    const { plan, client, extraCaFile } = subject;
    if (plan.transport === 'stdio') throw new Error('the server was not reached over HTTP');
    const url = new URL(plan.url);
    const { isContainer } = readHostSystem();
    const network = await collectNetwork(plan, client, { isContainer, ...(signal === undefined ? {} : { signal }) });
    const tls =
      url.protocol === 'https:'
        ? await collectTls(url, { proxyEnv: plan.proxyEnv, definition: client, ...(extraCaFile === undefined ? {} : { extraCaFile }) })
        : undefined;
    return {
      network,
      isContainer,
      ...(tls === undefined ? {} : { tls: { ...tls, ...daysOf(tls) } }),
      ...(network.isLoopback ? { listener: await collectPort(network.port) } : {}),
    };
  },
});

function daysOf({ chain }: TlsFacts): Pick<NonNullable<ReachFacts['tls']>, 'daysLeft' | 'daysUntilValid'> {
  const [leaf] = chain;
  if (leaf === undefined) return {};
  const [left, ahead] = [leaf.validTo, leaf.validFrom].map((instant) => Math.floor((Date.parse(instant) - Date.now()) / DAY_MS)) as [number, number];
  return Number.isNaN(left) || Number.isNaN(ahead) ? {} : { daysLeft: left, daysUntilValid: ahead };
}
