import type { CheckResult, FoundEntry, PreflightResult, Roots } from '../../model/index.ts';

/** What `preflight` is asked to do, for one server. */
export interface PreflightRequest {
  readonly found: FoundEntry;
  /** As the user named it. */
  readonly target: string;
  readonly roots: Roots;
  readonly version: string;
  /** Path of the health address on the server's origin: `/health`. */
  readonly healthPath: string;
  /** Days a certificate must have left. */
  readonly certificateDays: number;
  readonly signal?: AbortSignal;
}

export type PreflightEvent =
  | { readonly type: 'measuring'; readonly what: string }
  | { readonly type: 'check'; readonly result: CheckResult }
  | { readonly type: 'done'; readonly result: PreflightResult };
