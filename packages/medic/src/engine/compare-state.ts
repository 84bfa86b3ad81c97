import type { Layer, ServerResult } from '../model/index.ts';
import type { Ailment } from './prove.ts';

const RANK: Readonly<Record<ServerResult['verdict'], number>> = { failing: 0, 'not-checked': 1, degraded: 2, healthy: 3 };

/** How far a connection got before this layer stopped it. */
const REACH: Readonly<Record<Layer, number>> = {
  config: 0,
  permissions: 1,
  command: 2,
  docker: 2,
  network: 2,
  startup: 3,
  tls: 3,
  framing: 4,
  timeout: 4,
  http: 4,
  protocol: 5,
  auth: 5,
  client: 6,
  tools: 6,
};

/** `better`: of more worth to the client. `further`: still bad, but it stops at a later layer, so what stopped it before is mended. */
export function compareState(before: Ailment, after: Ailment): 'better' | 'further' | 'same' | 'worse' {
  const [was, is] = [RANK[before.verdict], RANK[after.verdict]];
  if (is !== was) return is > was ? 'better' : 'worse';
  if (before.layer === undefined || after.layer === undefined || before.cause === after.cause) return 'same';
  return REACH[after.layer] > REACH[before.layer] ? 'further' : 'same';
}

export function ailmentOf({ verdict, diagnosis }: ServerResult): Ailment {
  return { verdict, ...(diagnosis === undefined ? {} : { layer: diagnosis.layer, cause: diagnosis.cause, title: diagnosis.title }) };
}
