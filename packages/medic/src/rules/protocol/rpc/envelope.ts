import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ReceivedMessage, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
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
  needs: ['survey', 'lists', 'ids', 'odd-requests', 'wire'],

  judge({ survey, lists, ids, 'odd-requests': odd, wire, run }) {
    const first = run.era === 'legacy' ? survey.initialize : survey.discover;
    const turns: readonly Turn[] = [
      ...(first === undefined ? [] : [first]),
      ...Object.values(lists).flatMap((reading) => reading?.pages ?? []),
      ...Object.values(ids),
      odd.unknownMethod,
    ];
    const answers = turns
      .filter((turn) => !isPlainRefusal(turn))
      .flatMap((turn) => faultsOf(turn.answer?.faults ?? []).map((fault): EvidenceItem => quoteTurn(turn, fault)));
    const others = turns
      .filter((turn) => !isPlainRefusal(turn))
      .flatMap((turn) => turn.others)
      .flatMap((message) => faultsOf(message.faults).map((fault) => quoteMessage(message, fault)));
    const elsewhere = wire.faulty.flatMap(({ json, faults }) => faultsOf(faults).map((fault) => quoteMessage({ json }, fault)));
    return against('fail', answers.length + others.length > 0 ? [...answers, ...others] : elsewhere);
  },
});

/** The body of an HTTP error need not be JSON-RPC: a gateway or a login may answer in its own words. */
function isPlainRefusal({ http, answer, others }: Turn): boolean {
  if (http?.status === undefined || http.status < 400) return false;
  return [answer?.json, ...others.map(({ json }) => json)].every((json) => json === undefined || !isObject(json) || json['jsonrpc'] === undefined);
}

function faultsOf(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !OF_ITS_OWN.test(fault));
}

function quoteMessage({ json }: Pick<ReceivedMessage, 'json'>, fault: string): EvidenceItem {
  return { what: fault, quote: cut(JSON.stringify(json)) };
}
