import type { Turn } from './turn.ts';

/** Observations of group `resilience`, by probe id. */
export interface ResilienceProbes {
  /** A hundred requests in a row; the turns that were not answered, at most three. */
  readonly soak: { readonly asked: number; readonly unanswered: readonly Turn[] };
  /** Bodies of 1 and 3 MiB, and a good request after them. */
  readonly payloads: { readonly sizes: readonly { readonly mebibytes: number; readonly turn: Turn }[]; readonly after: Turn };
  /** A new session after one was ended. */
  readonly reconnect: { readonly turn: Turn };
  /** Two sessions at the same time. */
  readonly 'two-clients': { readonly first: Turn; readonly second: Turn };
  /** `subscriptions/listen` and then SIGTERM. Absent when the subscription did not come about. */
  readonly 'graceful-stop': { readonly listening: boolean; readonly turn: Turn };
}
