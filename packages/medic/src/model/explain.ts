import type { Platform } from './client.ts';
import type { ClientId } from './ids.ts';
import type { Diagnosis, EvidenceItem } from './verdict.ts';

/** Answer of `explain`. The JSON Schema in `schema/explain.json` describes it; scripts depend on it. */
export interface ExplainResult {
  readonly schema: 'mcp-medic/explain@1';
  /** Best first; empty when the text shows no MCP connection error. */
  readonly causes: readonly ExplainedCause[];
  /** The one check that settles it, when the text alone cannot. */
  readonly decisive?: string;
  readonly understood: Understood;
  /** What was looked at on this machine, when that was asked for. The causes are then ranked with it. */
  readonly followUp?: FollowUp;
}

export interface FollowUp {
  /**
   * `confirmed`: the first cause of the text stands on this machine too. `changed`: another one leads now. `not-now`: what the text
   * shows is not so here and now. `undecided`: nothing could be looked at, or it told nothing.
   */
  readonly decided: 'confirmed' | 'changed' | 'not-now' | 'undecided';
  readonly checks: readonly FollowUpCheck[];
}

export interface FollowUpCheck {
  readonly kind: 'server' | 'config-files' | 'program' | 'path' | 'port' | 'runtime' | 'machine';
  readonly state: 'ran' | 'not-run';
  /** What was, or would be, looked at. */
  readonly what: string;
  /** What was seen, in the past tense; or why nothing was done. */
  readonly result: string;
  /** For the person to run, where the program did not. */
  readonly command?: string;
}

export type ExplainedCause = Diagnosis & {
  /** 0 to 1, falling with rank. */
  readonly score: number;
  /** First and last line of the evidence in the text, from 1. */
  readonly lines: readonly [number, number];
  /** The server the lines are about, where the text names several. */
  readonly server?: string;
};

/** What could be made of the text, whether or not it shows a cause. */
export interface Understood {
  readonly lines: number;
  /** Names of the log formats that were recognised. */
  readonly formats: readonly string[];
  readonly servers: readonly string[];
  readonly client?: ClientId;
  readonly platform?: Platform;
  /** `error`: a cause is named. `working`: a connection that works. `unknown`: about MCP, but no cause is known. `unrelated`: not about MCP. */
  readonly kind: 'error' | 'working' | 'unknown' | 'unrelated';
  /** Lines that look bad and are not. */
  readonly harmless: readonly EvidenceItem[];
}
