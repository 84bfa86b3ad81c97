import type { EvidenceItem } from '../verdict.ts';
import type { CheckLevel } from '../verify.ts';
import type { Transport } from '../client.ts';
import type { ProbeId, ProbeMap } from './probe-map.ts';
import type { Era, RunFacts } from './run-facts.ts';

/** What a check says about one era of the server. */
export type Judgement =
  | { readonly status: 'pass'; readonly evidence?: readonly EvidenceItem[] }
  | { readonly status: 'fail' | 'warn'; readonly evidence: readonly [EvidenceItem, ...EvidenceItem[]]; readonly fix?: string }
  | { readonly status: 'not-applicable' | 'not-tested'; readonly reason: string };

type CheckGroup = 'launch' | 'framing' | 'network' | 'transport' | 'version' | 'metadata' | 'rpc' | 'capability' | 'content' | 'auth' | 'resilience';

/** Observations a check is judged by, and the facts of the run. */
export type CheckView<N extends ProbeId> = { readonly [K in N]: ProbeMap[K] } & { readonly run: RunFacts };

/**
 * One rule that a server keeps or breaks. `judge` is a synchronous pure function; it runs once for each era the server speaks
 * and the check is for. What was not observed makes it `not-tested` before `judge` is asked.
 */
export interface Check<N extends ProbeId = ProbeId> {
  /** Published, never renamed: `ver.echo`. */
  readonly id: string;
  readonly group: CheckGroup;
  /** What a good server does, at most 90 characters, no full stop: `Answers with the requested revision when it knows it`. */
  readonly title: string;
  readonly level: CheckLevel;
  /** Revision and page: `2025-11-25 basic/lifecycle#version-negotiation`. Required for MUST and SHOULD. */
  readonly spec?: string;
  /** Why it matters to a person, one or two sentences of our own. */
  readonly why: string;
  /** What to change in the server, one sentence; a judgement may give a better one. */
  readonly fix: string;
  /** Absent: both. */
  readonly eras?: readonly Era[];
  /** Absent: all three. */
  readonly transports?: readonly Transport[];
  /** Legacy revisions it holds for, inclusive. */
  readonly since?: string;
  readonly until?: string;
  /** About the program and not about an era: judged once, with the first era the server speaks. */
  readonly once?: boolean;
  /** Asked even when the server wants a login that we do not have. */
  readonly withoutLogin?: boolean;
  readonly needs: readonly N[];
  readonly judge: (view: CheckView<N>) => Judgement;
}

/** A check with its probes forgotten, as the engine holds it. */
export type AnyCheck = Omit<Check, 'judge' | 'needs'> & {
  readonly needs: readonly ProbeId[];
  readonly judge: (view: never) => Judgement;
};
