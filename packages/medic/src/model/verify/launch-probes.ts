import type { StreamFacts, PeerEnd, Turn } from './turn.ts';

/** Observations of group `launch`, by probe id. Stdio only, made once whatever eras there are. */
export interface LaunchProbes {
  readonly beside: {
    /** Two processes ran side by side and both answered. */
    readonly allowsSeveral: boolean;
    /** The one started later; absent when the survey saw it already. */
    readonly second?: { readonly turn: Turn; readonly streams: StreamFacts };
  };
  readonly processes: ProcessesFacts;
  /** Two first messages, one after the other, in one process; empty when the survey got its answer, one when the process ended. */
  readonly 'first-line': { readonly first?: Turn; readonly second?: Turn; readonly streams?: StreamFacts };
}

interface ProcessesFacts {
  /** Ended by the end of its input; `streams` as they were before. */
  readonly first: { readonly streams: StreamFacts; readonly end: PeerEnd };
  /** Ended by SIGTERM; `streams` as they were before. */
  readonly terminated: { readonly streams: StreamFacts; readonly endsOnTerm: boolean };
  readonly elsewhere: ElsewhereFacts;
  /** Started when nothing else ran, then ended by SIGKILL. */
  readonly killed: { readonly startMs: number };
  /** Started after that one, again when nothing else ran. */
  readonly again: { readonly turn: Turn; readonly streams: StreamFacts; readonly startMs: number };
}

interface ElsewhereFacts {
  /** Started with no variable but those that SDK-based clients pass on and the entry's own. */
  readonly bareEnvironment: { readonly turn: Turn; readonly streams: StreamFacts; readonly variables: readonly string[] };
  /** Started in another folder: the root of the file system. */
  readonly otherFolder: { readonly turn: Turn; readonly streams: StreamFacts; readonly cwd: string };
}
