import type { Json, JsonObject } from '../json.ts';
import type { StreamFacts, Turn } from './turn.ts';

/** Observations that the run itself makes before anything else. */
export interface SurveyProbes {
  /** First messages in both eras, each in a fresh process or session. */
  readonly survey: SurveyFacts;
  /** All pages of every list the server declares, read on the shared connection. */
  readonly lists: ListFacts;
  /** What all connections of the era brought besides answers; known only after every other probe. */
  readonly wire: WireFacts;
}

/** At most 40 of each, first ones first. */
export interface WireFacts {
  /** Lines on stdout that are no messages, of processes that also sent some; each text once. */
  readonly noise: readonly { readonly peer: number; readonly text: string }[];
  /** Faults of the byte stream, as in `StreamFacts`. */
  readonly outputFaults: readonly string[];
  /** Messages that are no valid JSON-RPC 2.0; the missing id of an error is left out. */
  readonly faulty: readonly { readonly peer: number; readonly json: Json; readonly faults: readonly string[] }[];
  /** Requests and notifications of the server, three of each method. */
  readonly unasked: readonly { readonly peer: number; readonly json: Json }[];
  /** Results for which no request was open, on connections where answers share one stream. */
  readonly strays: readonly { readonly peer: number; readonly json: Json; readonly wasAnswered: boolean }[];
}

export interface SurveyFacts {
  /** `initialize` with 2025-11-25; absent when the run was restricted to the modern era. */
  readonly initialize?: Turn;
  readonly initialized?: Turn;
  /** Stdio: `initialize` once more in the same process, after silence. */
  readonly repeated?: Turn;
  /** `server/discover`; absent for HTTP+SSE and when the run was restricted to a legacy revision. */
  readonly discover?: Turn;
  /** Stdio: `initialize` with another revision, in the process that had not known `server/discover`. */
  readonly afterDiscover?: { readonly revision: string; readonly turn: Turn };
  /** Stdio: what the processes of these first messages wrote until they were answered or given up. */
  readonly streams?: { readonly legacy?: StreamFacts; readonly modern?: StreamFacts };
  /** Stdio: two processes ran side by side and both answered; absent when that was not seen. */
  readonly allowsSeveral?: boolean;
  /** Why nothing could be sent: the program could not be started, the event stream did not open. */
  readonly failure?: string;
}

export type ListMethod = 'tools/list' | 'resources/list' | 'resources/templates/list' | 'prompts/list';

export interface ListFacts {
  readonly [method: string]: ListReading | undefined;
}

export interface ListReading {
  /** One per page, in order. */
  readonly pages: readonly Turn[];
  /** Raw items, at most 2,000. */
  readonly items: readonly JsonObject[];
  /** Items that are no objects were left out; how many. */
  readonly oddItems: number;
  /** Why reading ended before the last page: `the same cursor came twice`, `64 pages`, `error -32603`. */
  readonly stopped?: string;
}
