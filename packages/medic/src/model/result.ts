import type { Diagnosis, Finding } from './verdict.ts';
import type { StatusWord, Transport } from './client.ts';

/** Answer of `doctor`. The JSON Schema in `schema/doctor.json` describes it; scripts depend on it. */
export interface DoctorResult {
  readonly schema: 'mcp-medic/doctor@1';
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly host: { readonly platform: string; readonly arch: string; readonly node: string };
  readonly configs: readonly ConfigFileResult[];
  readonly servers: readonly ServerResult[];
  readonly summary: { readonly healthy: number; readonly failing: number; readonly degraded: number; readonly notChecked: number };
  /** With `--fix`: what became of each fix that was offered, in order. Everything above is the state after them. */
  readonly repairs?: readonly RepairResult[];
}

/** One fix that `--fix` came to. */
export interface RepairResult {
  /** Id of the fix. */
  readonly fix: string;
  readonly title: string;
  readonly client: string;
  /** Absent when the fix is for a whole file. */
  readonly server?: string;
  readonly files: readonly string[];
  /** `taken-back`: applied, re-checked, not better, undone. `refused`: nothing was written. `shown`: `--dry-run`. */
  readonly outcome: 'kept' | 'taken-back' | 'refused' | 'declined' | 'shown';
  /** One sentence: what the re-check found, or why nothing was done. */
  readonly detail: string;
  /** Takes the fix back: `mcp-medic undo <id>`. */
  readonly undo?: string;
  /** What the user does in the client so that a kept fix takes effect. */
  readonly next?: string;
  /** With `--check`: what the installed client itself said afterwards. */
  readonly check?: ClientWord;
}

/** What an installed client says of a server. `no-answer`: its command did not end, or its output has no word on that server. */
export interface ClientWord {
  readonly state: StatusWord | 'not-listed' | 'no-answer' | 'not-asked';
  /** What was run: `claude mcp list`. */
  readonly command?: string;
  /** The client's own words, redacted and cut; for `not-asked` the reason. */
  readonly said: string;
}

export interface ConfigFileResult {
  readonly client: string;
  readonly scope: string;
  readonly path: string;
  readonly state: 'ok' | 'absent' | 'unreadable' | 'invalid' | 'ignored-by-client';
  readonly findings: readonly Finding[];
}

export interface ServerResult {
  readonly client: string;
  readonly scope: string;
  readonly name: string;
  readonly configPath?: string;
  readonly line?: number;
  readonly transport: Transport | 'unknown';
  readonly verdict: 'healthy' | 'degraded' | 'failing' | 'not-checked';
  readonly reason?: string;
  readonly connection?: ConnectionResult;
  readonly diagnosis?: Diagnosis;
  readonly alternatives?: readonly Diagnosis[];
  readonly findings: readonly Finding[];
  /** The ten-step walk, with `--steps`. */
  readonly steps?: readonly StepResult[];
}

export interface ConnectionResult {
  readonly era: 'legacy' | 'modern' | 'dual';
  readonly protocolVersion: string;
  readonly serverInfo?: { readonly name: string; readonly version: string };
  readonly tools?: number;
  readonly phasesMs: Readonly<Record<string, number>>;
}

export interface StepResult {
  /** 1 to 10, in the order of the workflow. */
  readonly step: number;
  readonly title: string;
  readonly outcome: 'ok' | 'problem' | 'not-needed' | 'not-possible';
  readonly detail: string;
}
