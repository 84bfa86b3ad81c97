import type { ReceivedMessage, StreamFacts, Turn } from './turn.ts';

/** Observations of group `framing`, by probe id. Stdio only. */
export interface FramingProbes {
  readonly 'stdio-input': StdioInputFacts;
  /** Requests that the server sent on the shared connection. */
  readonly 'stdio-requests': readonly ReceivedMessage[];
}

export interface StdioInputFacts {
  /** A request whose line ends with CR LF. */
  readonly crlf: Turn;
  /** A request written in three pieces. */
  readonly chunked: Turn;
  /** Two requests in one write. */
  readonly merged: readonly [Turn, Turn];
  /** Ten requests at once; `member` is what the result of that method must have. */
  readonly concurrent: readonly { readonly member?: string; readonly turn: Turn }[];
  /** A request of more than 1 MiB. */
  readonly large: Turn;
  /** A request that names something with letters beyond ASCII, and whether the answer repeats them. */
  readonly letters?: { readonly turn: Turn; readonly repeated: 'whole' | 'damaged' | 'not' };
  /** A good request after each kind of garbage; key: what the garbage was. */
  readonly after: Readonly<Record<'text that is no JSON' | 'a JSON array' | 'a request with a null id', Turn>>;
  readonly streams: StreamFacts;
}
