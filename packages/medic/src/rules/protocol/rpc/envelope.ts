import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ReceivedMessage, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';

/** A null id is a matter of its own (rpc.null-id): the official SDKs send it. */
const OF_ITS_OWN = /^the id is (?:null|missing)$/;

export const check: AnyCheck = defineCheck({
  id: 'rpc.envelope',
  group: 'rpc',
  title: 'Sends only valid JSON-RPC 2.0 messages',
  level: 'MUST',
  spec: '2025-11-25 basic/index#messages',
  why: 'Clients drop a message without "jsonrpc": "2.0", with both result and error, or with an error code that is no number, and wait in vain.',
  fix: 'Send "jsonrpc": "2.0", the id, and exactly one of result (an object) and error (integer code, text message).',
  withoutLogin: true,
  needs: ['survey', 'lists', 'ids', 'odd-requests'],

  judge({ survey, lists, ids, 'odd-requests': odd, run }) {
    const first = run.era === 'legacy' ? survey.initialize : survey.discover;
    const turns: readonly Turn[] = [
      ...(first === undefined ? [] : [first]),
      ...Object.values(lists).flatMap((reading) => reading?.pages ?? []),
      ...Object.values(ids),
      odd.unknownMethod,
    ];
    const answers = turns.flatMap((turn) => faultsOf(turn.answer?.faults ?? []).map((fault): EvidenceItem => quoteTurn(turn, fault)));
    const others = turns.flatMap((turn) => turn.others).flatMap((message) => faultsOf(message.faults).map((fault) => quoteMessage(message, fault)));
    return against('fail', [...answers, ...others]);
  },
});

function faultsOf(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !OF_ITS_OWN.test(fault));
}

function quoteMessage({ json }: ReceivedMessage, fault: string): EvidenceItem {
  return { what: fault, quote: cut(JSON.stringify(json)) };
}
