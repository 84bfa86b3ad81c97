import type { Json, WireMessage } from '../../model/index.ts';
import { checkAnswer, classifyMessage, findRpcFaults } from '../protocol/messages.ts';
import type { CheckedAnswer, RpcNotification, RpcRequest } from '../protocol/messages.ts';
import { isObject, own } from '../protocol/record.ts';
import { shrinkJson } from '../protocol/shrink-json.ts';
import type { Talk } from './talk.ts';

const MAX_MESSAGES = 200;
/** Lists of tools are kept elsewhere; here they only show that an answer came. */
const RESULT_BUDGET = 300;

export function recordSent(talk: Talk, message: RpcRequest | RpcNotification): void {
  push(talk, { dir: 'sent', atMs: talk.elapsedMs(), method: message.method, ...('id' in message ? { id: message.id } : {}) });
}

/**
 * Records what arrived and says whether it answers the request with `expectedId`. JavaScript clients also take an answer
 * out of an array; others drop arrays (source of the SDK's HTTP transports, 2026-11-21).
 */
export function receiveJson(talk: Talk, json: unknown, expectedId: string | number | undefined): CheckedAnswer | undefined {
  const answers = (Array.isArray(json) && talk.idRule === 'numeric' ? json.slice(0, 50) : [json]).map((item: unknown) => receiveOne(talk, item, expectedId));
  return answers.find((answer) => answer !== undefined && answer.kind !== 'faulty') ?? answers.find((answer) => answer !== undefined);
}

/** Adds a fault to the message that was received last: a result whose shape the client refuses. */
export function blameLast(talk: Talk, fault: string): void {
  const at = talk.messages.findLastIndex((message) => message.dir === 'received' && message.result !== undefined);
  const message = talk.messages[at];
  if (message !== undefined) talk.messages[at] = { ...message, faults: [...(message.faults ?? []), talk.redactor.text(fault)] };
}

function receiveOne(talk: Talk, json: unknown, expectedId: string | number | undefined): CheckedAnswer | undefined {
  const kind = classifyMessage(json);
  const isForeign = kind === 'request' || kind === 'notification' || expectedId === undefined;
  const answer = isForeign ? undefined : checkAnswer(json, expectedId, talk.idRule);
  const faults = answer?.faults ?? findRpcFaults(json);
  push(talk, {
    dir: 'received',
    atMs: talk.elapsedMs(),
    ...describe(talk, json),
    ...(faults.length === 0 ? {} : { faults: faults.map((fault) => talk.redactor.text(fault)) }),
  });
  return answer;
}

function describe(talk: Talk, json: unknown): Partial<WireMessage> {
  if (!isObject(json)) return {};
  const { redactor } = talk;
  const id = own(json, 'id');
  const method = own(json, 'method');
  const error = own(json, 'error');
  return {
    ...(typeof method === 'string' ? { method: redactor.text(method.slice(0, 200)) } : {}),
    ...(typeof id === 'string' ? { id: redactor.text(id.slice(0, 200)) } : typeof id === 'number' || id === null ? { id } : {}),
    ...(Object.hasOwn(json, 'result') ? { result: redactor.json(shrinkJson(own(json, 'result'), RESULT_BUDGET)) } : {}),
    ...(isObject(error) ? { error: describeError(talk, error) } : {}),
  };
}

function describeError({ redactor }: Talk, error: Readonly<Record<string, unknown>>): NonNullable<WireMessage['error']> {
  const code = own(error, 'code');
  const message = own(error, 'message');
  const data = own(error, 'data');
  return {
    code: typeof code === 'number' ? code : null,
    message: redactor.text(typeof message === 'string' ? message.slice(0, 2_000) : ''),
    ...(data === undefined ? {} : { data: redactor.json<Json>(shrinkJson(data, RESULT_BUDGET)) }),
  };
}

function push(talk: Talk, message: WireMessage): void {
  if (talk.messages.length < MAX_MESSAGES) talk.messages.push(message);
}
