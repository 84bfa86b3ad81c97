import type { ClientOutlook } from '../../model/index.ts';

/** One thing a client runs into, or `connects` with what shows that it does not. */
export interface Remark {
  readonly effect: ClientOutlook['outlook'];
  /** One sentence with the server's own value. */
  readonly reason: string;
  readonly lostTools?: readonly string[];
}

/** Worst first: what ends the connection outweighs what is not known, and that outweighs what costs tools. */
const WORST_FIRST: readonly Remark['effect'][] = ['fails', 'unknown', 'needs-login', 'loses-tools', 'connects'];
const MAX_LOST = 2_000;

/** The remarks on one client as its outlook. Reasons of lesser weight are left out where the connection fails anyway. */
export function weighRemarks(of: Pick<ClientOutlook, 'id' | 'name' | 'kind'>, remarks: readonly Remark[]): ClientOutlook {
  const outlook = WORST_FIRST.find((effect) => remarks.some((remark) => remark.effect === effect)) ?? 'unknown';
  const decisive = remarks.filter(({ effect }) => (outlook === 'fails' ? effect === 'fails' : outlook === 'connects' || effect !== 'connects'));
  const lost = [...new Set(decisive.flatMap(({ lostTools = [] }) => lostTools))].slice(0, MAX_LOST);
  return {
    ...of,
    outlook,
    reasons: [...new Set(decisive.map(({ reason }) => reason))],
    ...(outlook === 'fails' || lost.length === 0 ? {} : { lostTools: lost }),
  };
}
