import type { Turn } from './turn.ts';

/** Observations of group `rpc`, by probe id. */
export interface RpcProbes {
  /** One harmless request with ids of every kind. */
  readonly ids: { readonly text: Turn; readonly zero: Turn; readonly large: Turn; readonly uuid: Turn; readonly empty: Turn };
  readonly 'odd-requests': OddRequestFacts;
  readonly ping: Turn;
  /** Bytes that are no request, each followed by a good one that tells whether the server still answers. */
  readonly garbage: GarbageFacts;
}

interface OddRequestFacts {
  /** A method that nobody knows. */
  readonly unknownMethod: Turn;
  /** `params` of a method the server has, with a member of the wrong type. Absent when it declares no list. */
  readonly wrongParams?: { readonly method: string; readonly turn: Turn };
  /** A notification that nobody knows, and a good request after it. */
  readonly unknownNotification: Turn;
  readonly afterNotification: Turn;
  /** A cancellation of a request that was never made, and a good request after it. */
  readonly strayCancel: Turn;
  readonly afterCancel: Turn;
}

interface GarbageFacts {
  readonly parseError: Turn;
  readonly afterParseError: Turn;
  /** A batch of two pings (legacy) or two list requests (modern). */
  readonly batch: Turn;
  readonly afterBatch: Turn;
}
