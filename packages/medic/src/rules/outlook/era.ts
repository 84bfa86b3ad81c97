import type { OutlookClient, OutlookFacts, Turn } from '../../model/verify/index.ts';
import { sayReply } from '../protocol/quote-turn.ts';
import type { Remark } from './remark.ts';

/** Whether client and server find a revision that both speak: the first message decides, then what the answer names. */
export function judgeEra(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  if (facts.eras.length === 0) return [];
  if (client.first === 'server/discover') {
    if (facts.eras.includes('modern')) return [{ effect: 'connects', reason: `Begins with server/discover, which the server answers` }];
    return judgeProbe(client, facts) ?? judgeInitialize(client, facts);
  }
  if (facts.eras.includes('legacy')) return judgeInitialize(client, facts);
  const { initialize } = facts.survey;
  const seen = initialize === undefined ? '' : `: ${sayReply(initialize)}`;
  if (!client.isKnown.handshake)
    return [{ effect: 'unknown', reason: `The server speaks 2026-07-28 only; whether ${client.name} begins with server/discover is not known` }];
  return [{ effect: 'fails', reason: `Begins with initialize, and the server speaks 2026-07-28 only${seen}` }];
}

/** A client of both eras in front of a server that only knows initialize: how does the question before it end? */
function judgeProbe(client: OutlookClient, { survey: { discover } }: OutlookFacts): readonly Remark[] | undefined {
  if (discover?.end !== 'exited' || client.respawnsAfterProbeExit) return undefined;
  return [{ effect: 'fails', reason: 'Begins with server/discover, at which the process ends' }];
}

function judgeInitialize(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  const asked = facts.transport === 'stdio' ? client.offersOnStdio : client.offers;
  const turn: Turn | undefined = facts.offered[asked] ?? facts.survey.initialize;
  const result = turn?.answer?.result;
  if (turn === undefined) return [{ effect: 'unknown', reason: 'initialize was not sent in this run' }];
  if (result === undefined)
    return [
      { effect: client.isKnown.handshake ? 'fails' : 'unknown', reason: `Asks for ${asked} in initialize, and the server refuses that: ${sayReply(turn)}` },
    ];
  const { protocolVersion: got } = result;
  if (client.accepts === 'known' && client.isKnown.handshake && (typeof got !== 'string' || !facts.publishedRevisions.includes(got)))
    return [
      { effect: 'fails', reason: `The server answers initialize with protocolVersion ${JSON.stringify(got) ?? 'missing'}, which ${client.name} does not take` },
    ];
  return [{ effect: 'connects', reason: `The server answers initialize with ${JSON.stringify(got)}` }];
}
