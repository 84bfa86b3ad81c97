import type { ReceivedMessage, StreamFacts, PeerEnd, Turn } from './turn.ts';

/** Observations of group `launch`, by probe id. Stdio only, made once whatever eras there are. */
export interface LaunchProbes {
  readonly processes: ProcessesFacts;
  readonly elsewhere: ElsewhereFacts;
  /** Two first messages, one after the other, in one process; empty when the survey got its answer. */
  readonly 'first-line': { readonly first?: Turn; readonly second?: Turn; readonly streams?: StreamFacts };
}

interface ProcessesFacts {
  /** Started, spoken with, ended by the end of its input. */
  readonly first: {
    readonly startMs: number;
    readonly turn: Turn;
    readonly requests: readonly ReceivedMessage[];
    readonly streams: StreamFacts;
    readonly end: PeerEnd;
  };
  /** Started while the first one ran; then ended by SIGTERM. */
  readonly beside: { readonly turn: Turn; readonly streams: StreamFacts; readonly endsOnTerm: boolean };
  /** Started after one was killed with SIGKILL. */
  readonly again: { readonly turn: Turn; readonly streams: StreamFacts; readonly startMs: number };
}

interface ElsewhereFacts {
  /** Started with no variable but those that SDK-based clients pass on and the entry's own. */
  readonly bareEnvironment: { readonly turn: Turn; readonly streams: StreamFacts; readonly variables: readonly string[] };
  /** Started in another folder: the root of the file system. */
  readonly otherFolder: { readonly turn: Turn; readonly streams: StreamFacts; readonly cwd: string };
}
