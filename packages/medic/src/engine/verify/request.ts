import type { CheckResult, FoundEntry, Roots, VerifyResult } from '../../model/index.ts';

/** What `verify` is asked to do, for one server. */
export interface VerifyRequest {
  readonly found: FoundEntry;
  /** As the user named it. */
  readonly target: string;
  readonly roots: Roots;
  readonly version: string;
  /** Only this revision, and so only its era. */
  readonly revision?: string;
  /** Calls tools that say they only read. */
  readonly allowsCalls: boolean;
  /** How long a first message may take; default 30,000 ms, because a first start may download. */
  readonly startLimitMs?: number;
  /** From when on a first answer is called slow; default 5,000 ms. */
  readonly slowStartMs?: number;
  /** For how long an idle event stream is watched, at most 300,000 ms; absent: not at all. */
  readonly idleMs?: number;
  readonly signal?: AbortSignal;
}

export type VerifyEvent =
  /** What is being looked at now; `done` of `total` probes have ended. */
  | { readonly type: 'probing'; readonly probe: string; readonly done: number; readonly total: number }
  | { readonly type: 'check'; readonly result: CheckResult }
  | { readonly type: 'done'; readonly result: VerifyResult };
