import type { OutlookClient, OutlookFacts } from '../../model/verify/index.ts';
import type { Remark } from './remark.ts';

/** The measured first answer against the client's patience. For stdio it includes the start of the process. */
export function judgeTime(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  const { initialize, discover } = facts.survey;
  const isModern = client.first === 'server/discover' && facts.eras.includes('modern');
  const turn = isModern ? discover : initialize;
  if (turn === undefined || facts.eras.length === 0) return [];
  const waits =
    client.first === 'server/discover' && !isModern && discover?.end === 'silent'
      ? client.discoverFallbackMs[facts.transport === 'stdio' ? 'stdio' : 'http']
      : 0;
  const tookMs = turn.ms + waits;
  if (tookMs <= client.connectMs) return sayListCommand(client, tookMs);
  const raise = client.raiseTimeout === undefined ? '' : `. ${client.raiseTimeout}`;
  return [
    {
      effect: client.isKnown.timeout ? 'fails' : 'unknown',
      reason: `The first answer took ${tookMs} ms here, and ${client.name} waits ${client.connectMs} ms${raise}`,
    },
  ];
}

/** The client itself is patient, its list command is not: it reports a failure that is none. */
function sayListCommand({ listCommandMs, listCommand }: OutlookClient, tookMs: number): readonly Remark[] {
  if (listCommandMs === undefined || listCommand === undefined || tookMs <= listCommandMs) return [];
  return [
    {
      effect: 'connects',
      reason: `The first answer took ${tookMs} ms here; "${listCommand}" gives up after ${listCommandMs} ms and reports a failure that is none`,
    },
  ];
}
