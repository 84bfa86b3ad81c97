import { createParser } from 'eventsource-parser';
import type { EventFacts } from '../../model/verify/index.ts';

export interface EventText {
  readonly feed: (text: string, atMs: number) => void;
  readonly events: readonly EventFacts[];
  readonly retries: readonly number[];
  readonly comments: () => number;
}

const MAX_EVENTS = 2_000;
const MAX_DATA_CHARS = 4_000;

/** Reads an event stream with everything checks ask about: ids, retry fields, comments. `onData` gets each event's data whole. */
export function createEventText(onData: (data: string, name: string) => void): EventText {
  const events: EventFacts[] = [];
  const retries: number[] = [];
  let comments = 0;
  let now = 0;
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      if (events.length < MAX_EVENTS) {
        events.push({ name: event ?? 'message', ...(id === undefined ? {} : { id }), data: data.slice(0, MAX_DATA_CHARS), atMs: Math.round(now) });
      }
      onData(data, event ?? 'message');
    },
    onRetry: (ms) => void retries.push(ms),
    onComment: () => (comments += 1),
  });
  let unfinished: string[] = [];
  return {
    feed: (text, atMs) => {
      now = atMs;
      unfinished.push(text);
      // Whole lines only: a line that drips in byte by byte must not be scanned from its start each time.
      if (!/[\r\n]/.test(text)) return;
      const joined = unfinished.join('');
      unfinished = [];
      parser.feed(joined);
    },
    events,
    retries,
    comments: () => comments,
  };
}
