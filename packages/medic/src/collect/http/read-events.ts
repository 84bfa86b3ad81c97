import { createParser } from 'eventsource-parser';

export interface StreamEvent {
  /** `message` when the server names none. */
  readonly name: string;
  readonly data: string;
}

export interface EventReader {
  /** Takes the next piece of text; `stop` when the listener said so or a cap was hit. */
  readonly feed: (text: string, atMs: number) => 'continue' | 'stop';
  readonly summary: () => {
    readonly count: number;
    readonly firstMs?: number;
    readonly lastMs?: number;
    readonly kinds: readonly string[];
    readonly overflow: boolean;
  };
}

/** An answer with a thousand tools is one event, so the cap leaves room for what clients without a cap accept. */
const MAX_EVENT_CHARS = 4 * 1024 * 1024;
const MAX_EVENTS = 2_000;
const MAX_KINDS = 10;

/** Reads an event stream piece by piece. An event without its closing blank line is dropped, as the specification says. */
export function createEventReader(listener: (event: StreamEvent, atMs: number) => 'continue' | 'stop'): EventReader {
  const kinds = new Set<string>();
  let pending: string[] = [];
  let unfinishedChars = 0;
  let count = 0;
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let now = 0;
  let stopped = false;
  let overflow = false;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      unfinishedChars = 0;
      if (stopped) return;
      const name = event ?? 'message';
      count += 1;
      firstMs ??= now;
      lastMs = now;
      if (kinds.size < MAX_KINDS) kinds.add(name.slice(0, 40));
      if (count > MAX_EVENTS) overflow = true;
      if (overflow || listener({ name, data }, now) === 'stop') stopped = true;
    },
  });

  function feed(text: string, atMs: number): 'continue' | 'stop' {
    now = atMs;
    unfinishedChars += text.length;
    pending.push(text);
    // Whole lines only: a line that drips in byte by byte must not be scanned from its start each time.
    if (/[\r\n]/.test(text)) {
      const joined = pending.join('');
      pending = [];
      parser.feed(joined);
    }
    if (unfinishedChars > MAX_EVENT_CHARS) overflow = true;
    return stopped || overflow ? 'stop' : 'continue';
  }

  return {
    feed,
    summary: () => ({ count, ...(firstMs === undefined ? {} : { firstMs }), ...(lastMs === undefined ? {} : { lastMs }), kinds: [...kinds], overflow }),
  };
}
