import { bundledRoots, readCertificates, readSystemRoots } from '../io/tls-roots.ts';
import type { ClientDefinition, ConnectPlan, Roots } from '../model/index.ts';

/** PEM certificates this client trusts for its https servers; undefined when that is Node's own list or does not matter. */
export async function trustedRoots(plan: ConnectPlan, { http }: ClientDefinition, roots: Roots): Promise<readonly string[] | undefined> {
  if (plan.transport === 'stdio' || !/^https:/i.test(plan.url)) return undefined;
  const { extraCaFile } = extraCa(http, roots);
  const usesSystem = http.trust === 'system' || http.trust === 'bundled+system';
  if (!usesSystem && extraCaFile === undefined) return undefined;
  const system = usesSystem ? ((await readSystemRoots())?.pem ?? []) : [];
  const bundled = http.trust === 'system' && system.length > 0 ? [] : bundledRoots().pem;
  const extra = extraCaFile === undefined ? [] : ((await readCertificates(extraCaFile)) ?? []);
  return [...bundled, ...system, ...extra];
}

/** The file that the client's own variable for more roots names, when it is set. */
export function extraCa({ extraCaVariable }: ClientDefinition['http'], { env }: Roots): { readonly extraCaFile?: string } {
  const file = extraCaVariable === undefined ? undefined : env[extraCaVariable];
  return file === undefined || file === '' ? {} : { extraCaFile: file };
}
