import type { HttpExchange } from '../../model/index.ts';
import type { CheckedAnswer, RpcNotification, RpcRequest } from '../protocol/messages.ts';
import { stageOfFault } from './classify-failure.ts';
import { parseJson } from './describe-body.ts';
import { dial } from './dial.ts';
import { receiveJson, recordSent } from './record-message.ts';
import type { Dialled } from './dial.ts';
import type { FailureStage, Talk } from './talk.ts';

export interface RpcReply {
  readonly exchange: HttpExchange;
  readonly status?: number;
  /** Header values as received, for the session id. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON-RPC message in the body, also of an error response. */
  readonly answer?: CheckedAnswer;
  /** Why the client has no answer to work with. `auth`: status 401. */
  readonly failure?: FailureStage | 'auth';
  readonly atMs: number;
}

/** POSTs one request the Streamable HTTP way and reads its answer from JSON or from an event stream. */
export async function askRpc(talk: Talk, purpose: string, request: RpcRequest, headers: Readonly<Record<string, string>>, totalMs: number): Promise<RpcReply> {
  let streamed: CheckedAnswer | undefined;
  recordSent(talk, request);
  const dialled = await dial(talk, {
    purpose,
    method: 'POST',
    url: talk.url,
    headers,
    body: JSON.stringify(request),
    totalMs,
    onEvent: ({ name, data }) => {
      // SDK clients read `message` events only; an event with empty data opens streams that can be resumed (2025-11-25).
      if (name !== 'message' || data === '') return 'continue';
      const json = parseJson(data);
      const answer = json === undefined ? undefined : receiveJson(talk, json.value, request.id);
      if (answer !== undefined && answer.kind !== 'faulty') streamed = answer;
      else if (streamed === undefined) streamed = answer;
      return answer === undefined || answer.kind === 'faulty' ? 'continue' : 'stop';
    },
  });
  const { reply, exchange, isStream } = dialled;
  const answer = isStream ? streamed : readBodyAnswer(talk, dialled, request.id);
  const failure = findFailure(dialled, answer);
  return {
    exchange,
    headers: reply.headers,
    atMs: talk.elapsedMs(),
    ...(reply.status === undefined ? {} : { status: reply.status }),
    ...(answer === undefined ? {} : { answer }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** POSTs a notification. Anything below 400 is fine for clients; 202 is what the specification wants. */
export async function sendNotification(
  talk: Talk,
  purpose: string,
  message: RpcNotification,
  headers: Readonly<Record<string, string>>,
  totalMs: number,
): Promise<RpcReply> {
  recordSent(talk, message);
  const dialled = await dial(talk, {
    purpose,
    method: 'POST',
    url: talk.url,
    headers,
    body: JSON.stringify(message),
    totalMs,
    // Some servers answer a notification with a stream that stays open.
    stopsAtHead: (status, received) => status < 300 && (received['content-type'] ?? '').includes('event-stream'),
  });
  const { reply, exchange } = dialled;
  const answer = (reply.status ?? 0) >= 400 ? readBodyAnswer(talk, dialled, undefined) : undefined;
  const failure = findTransportFailure(dialled);
  return {
    exchange,
    headers: reply.headers,
    atMs: talk.elapsedMs(),
    ...(reply.status === undefined ? {} : { status: reply.status }),
    ...(answer === undefined ? {} : { answer }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function readBodyAnswer(talk: Talk, { exchange, reply }: Dialled, id: string | number | undefined): CheckedAnswer | undefined {
  if (exchange.body?.kind !== 'json-rpc' || exchange.body.truncated) return undefined;
  const json = parseJson(reply.body);
  return json === undefined ? undefined : receiveJson(talk, json.value, id);
}

function findFailure(dialled: Dialled, answer: CheckedAnswer | undefined): RpcReply['failure'] {
  const { reply, isStream, exchange } = dialled;
  const isAnswered = answer !== undefined && answer.kind !== 'faulty';
  if (isStream && isAnswered) return undefined;
  const transport = findTransportFailure(dialled);
  // Headers of a stream came in time and the answer did not: that is the stream's fault, not the server's silence.
  if (transport === 'http-timeout' && isStream) return answer === undefined ? 'stream' : 'invalid-answer';
  if (transport !== undefined) return transport;
  if (isStream) return answer === undefined ? 'stream' : 'invalid-answer';
  const contentType = (reply.headers['content-type'] ?? '').toLowerCase();
  if (!contentType.includes('application/json') || exchange.body === undefined || exchange.body.truncated) return 'http-body';
  if (exchange.body.kind !== 'json-rpc') return exchange.body.kind === 'json' ? 'invalid-answer' : 'http-body';
  if (isAnswered) return undefined;
  return 'invalid-answer';
}

/** What ends a request whatever was asked: faults, redirects, statuses. */
export function findTransportFailure({ reply, exchange, method }: Dialled): RpcReply['failure'] {
  const { status, error } = reply;
  if (error !== undefined && (status === undefined || status < 300 || error.phase === 'proxy')) return stageOfFault(error);
  if (status === undefined) return 'http-closed';
  if (status === 401) return 'auth';
  if ((status >= 300 && status < 400) || method !== exchange.method) return 'redirect';
  return status >= 200 && status < 300 ? undefined : 'http-status';
}
