import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Outgoing } from '../rpc.ts';
import type { Settings } from '../settings.ts';

export interface EventStream {
  readonly id: string;
  /** True until `end`, also while no connection is attached. */
  readonly isOpen: () => boolean;
  readonly isAttached: () => boolean;
  readonly send: (message: Outgoing) => void;
  readonly end: () => void;
  /** Writes to this response from now on, first what was sent after the given event. False when that event is not known. */
  readonly attach: (response: ServerResponse, lastEventId?: string) => boolean;
}

interface StreamOptions {
  readonly settings: Settings;
  /** Gives every event an id and keeps it for a client that comes back. */
  readonly isResumable: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A stream of messages that survives the connection it is sent over. */
export function openEventStream({ settings, isResumable, headers = {} }: StreamOptions): EventStream {
  const { broken } = settings;
  const id = randomUUID();
  const events: { readonly id: string; readonly text: string }[] = [];
  let live: ServerResponse | undefined;
  let isOpen = true;
  const add = (data: string, name?: string) => {
    const eventId = broken('ht.sse-resume--same-id') ? 'event' : `${id}.${events.length}`;
    const text = `${name === undefined ? '' : `event: ${name}\n`}${isResumable ? `id: ${eventId}\n` : ''}${data}\n\n`;
    events.push({ id: eventId, text });
    live?.write(text);
  };
  return {
    id,
    isOpen: () => isOpen,
    isAttached: () => live !== undefined,
    send: (message) => add(dataOf(message, broken), broken('ht.sse-parse') ? 'mcp' : 'message'),
    end: () => {
      isOpen = broken('ht.sse-response-ends');
      if (!isOpen) live?.end();
    },
    attach: (response, lastEventId) => {
      const index = events.findIndex((event) => event.id === lastEventId);
      if (lastEventId !== undefined && index === -1) return false;
      live = response;
      openResponse(response, settings, headers);
      response.on('close', () => (live = live === response ? undefined : live));
      if (lastEventId === undefined && isResumable && events.length === 0 && !broken('ht.sse-priming')) add('data:');
      else for (const event of broken('ht.sse-resume--everything') ? events : events.slice(index + 1)) response.write(event.text);
      if (!isOpen) response.end();
      return true;
    },
  };
}

function openResponse(response: ServerResponse, { broken, keepAliveMs }: Settings, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, {
    'content-type': broken('ht.accept-both--stream-type') ? 'application/json' : 'text/event-stream',
    'cache-control': 'no-cache',
    ...(broken('http.buffering') ? {} : { 'x-accel-buffering': 'no' }),
    ...headers,
  });
  response.flushHeaders();
  if (broken('http.buffering--held')) response.cork();
  if (broken('http.idle')) return;
  const timer = setInterval(() => response.write(': keep-alive\n\n'), keepAliveMs);
  response.on('close', () => clearInterval(timer));
}

function dataOf(message: Outgoing, broken: Settings['broken']): string {
  const text = JSON.stringify(message);
  if (broken('ht.sse-parse--two-objects')) return `data: ${text}\ndata: ${text}`;
  if (broken('ht.sse-parse--not-json')) return `data: ${text.slice(0, -1)}`;
  if (broken('ht.sse-parse--no-data')) return text;
  if (broken('ht.sse-parse--array')) return `data: [${text}]`;
  return `data: ${text}`;
}
