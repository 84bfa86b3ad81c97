import type { NetworkFacts, PortFacts, TlsFacts } from '../surroundings.ts';
import type { Turn } from './turn.ts';

/** Observations of group `network`, by probe id. */
export interface NetworkProbes {
  readonly reach: ReachFacts;
  readonly front: FrontFacts;
  /** Modern era: `subscriptions/listen`, read to its first message, 800 ms at most; absent when nothing could be listened for. */
  readonly 'listen-stream': { readonly turn?: Turn };
  /** An event stream that was left alone for `idleMs` of the run; absent when none was asked for or none could be had. */
  readonly 'idle-stream': { readonly turn?: Turn };
}

/** The way to the server as this machine sees it. */
export interface ReachFacts {
  readonly network: NetworkFacts;
  readonly isContainer: boolean;
  /** Set for https addresses. `daysLeft` of the server's own certificate; negative when it has expired. */
  readonly tls?: TlsFacts & { readonly daysLeft?: number; readonly daysUntilValid?: number };
  /** Who listens on the port, for addresses of this machine. */
  readonly listener?: PortFacts;
}

/** What stands at the configured address, asked with the first message of the era. No redirect is followed. */
export interface FrontFacts {
  readonly first: Turn;
  /** A ping with `Accept-Encoding: identity`. */
  readonly uncompressed: Turn;
  /** Six requests in a row; those that were told to slow down. */
  readonly burst: { readonly sent: number; readonly limited: readonly Turn[] };
  /** Other paths of the same origin, asked when the configured one is not there. */
  readonly variants: readonly Turn[];
}
