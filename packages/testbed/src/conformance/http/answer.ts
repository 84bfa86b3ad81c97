import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../reply.ts';
import { notificationOf, type Outgoing, type Params } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import type { EventStream } from './event-stream.ts';

export interface Answer {
  readonly notify: (method: string, params: Params) => void;
  readonly send: (message: Outgoing) => void;
  readonly finish: (reply: Reply | undefined) => void;
}

/** Answers a POST with JSON, or with an event stream where there is more to say than the answer or one was asked for. */
export function answerOn(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
  openStream: () => EventStream,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { broken, answers } = settings;
  const allowsStream = answers !== 'json' && accepts(request, 'text/event-stream');
  let stream: EventStream | undefined;
  const streaming = (): EventStream => {
    if (stream === undefined) {
      stream = openStream();
      stream.attach(response);
    }
    return stream;
  };
  const send = (message: Outgoing) => {
    if (allowsStream) streaming().send(message);
  };
  return {
    send,
    notify: (method, params) => send(notificationOf(method, params)),
    finish: (reply) => {
      if (allowsStream && (stream !== undefined || answers === 'sse' || reply === undefined) && (reply?.httpStatus ?? 200) === 200) {
        if (reply !== undefined) streaming().send(reply.message);
        streaming().end();
        return;
      }
      if (reply === undefined) response.writeHead(202).end();
      else if (broken('ht.utf8')) response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(toLatin1(JSON.stringify(reply.message)));
      else sendReply(response, reply, broken('ht.accept-both') ? 'text/plain' : 'application/json', headers);
    },
  };
}

function toLatin1(text: string): Buffer {
  return Buffer.from(text.replaceAll(/[^ -ÿ]/gu, '?'), 'latin1');
}

export function sendReply(
  response: ServerResponse,
  { message, httpStatus }: { readonly message: Outgoing | readonly Outgoing[]; readonly httpStatus: number },
  type = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(httpStatus, { 'content-type': type, ...headers });
  response.end(JSON.stringify(message));
}

/** Whether the client takes this media type. A client that names none takes everything. */
export function accepts(request: IncomingMessage, type: string): boolean {
  const { accept = '*/*' } = request.headers;
  const major = type.split('/')[0] ?? '';
  return accept.split(',').some((part) => [type, `${major}/*`, '*/*'].includes(part.split(';')[0]?.trim().toLowerCase() ?? ''));
}
