import { bundledRoots, readCertificates, readSystemRoots } from '../io/tls-roots.ts';
import type { ClientDefinition, ConnectPlan, Roots } from '../model/index.ts';

/** PEM certificates this client trusts for its https servers; undefined when that is Node's own list or does not matter. */
export async function trustedRoots(plan: ConnectPlan, { http }: ClientDefinition, roots: Roots): Promise<readonly string[] | undefined> {
  if (plan.transport === 'stdio' || !/^https:/i.test(plan.url)) return undefined;
  const extraFile = http.extraCaVariable === undefined ? undefined : roots.env[http.extraCaVariable];
  const usesSystem = http.trust === 'system' || http.trust === 'bundled+system';
  if (!usesSystem && (extraFile === undefined || extraFile === '')) return undefined;
  const system = usesSystem ? ((await readSystemRoots())?.pem ?? []) : [];
  const bundled = http.trust === 'system' && system.length > 0 ? [] : bundledRoots().pem;
  const extra = extraFile === undefined || extraFile === '' ? [] : ((await readCertificates(extraFile)) ?? []);
  return [...bundled, ...system, ...extra];
}
