import type { CheckResult } from './verify.ts';

/** One failure that is known and tolerated for now. */
export interface KnownFailure {
  readonly check: string;
  /** The worst outcome that is tolerated; `fail` when absent. */
  readonly status?: 'fail' | 'warn';
  /** Why it is tolerated, for whoever reads the report. */
  readonly reason?: string;
}

/** A file of known failures: `--baseline FILE`. */
export interface Baseline {
  readonly schema: 'mcp-medic/baseline@1';
  /** The target it was written for; a run on another target takes nothing from it. */
  readonly target?: string;
  readonly known: readonly KnownFailure[];
}

/** A report held against a baseline. */
export interface BaselineOutcome {
  /** The baseline file, as the user named it. */
  readonly file?: string;
  /** Listed, and still so. */
  readonly known: readonly KnownFailure[];
  /** Ids of checks that fail or warn and are not listed, or are worse than listed. */
  readonly fresh: readonly CheckResult['id'][];
  /** Listed, but passing now: the list is out of date, and that fails the run. */
  readonly passing: readonly KnownFailure[];
  /** Listed, but not decided by this run: not tested, not applicable, or no check of that name. */
  readonly undecided: readonly KnownFailure[];
  /** Set when the baseline was written for another target: nothing in it counts. */
  readonly otherTarget?: string;
}
