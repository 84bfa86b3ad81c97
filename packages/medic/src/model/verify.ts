import type { BaselineOutcome } from './baseline.ts';
import type { Transport } from './client.ts';
import type { EvidenceItem } from './verdict.ts';

/** `MUST` and `SHOULD` rest on a sentence of the specification; `practice` on what clients, hosts or operators do. */
export type CheckLevel = 'MUST' | 'SHOULD' | 'practice';
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'not-tested';

/** One check with its outcome. `reason` is always there for `not-applicable` and `not-tested`: nothing is left out in silence. */
export interface CheckResult {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly level: CheckLevel;
  readonly status: CheckStatus;
  readonly reason?: string;
  /** Revision and page the check rests on: `2025-11-25 basic/lifecycle#version-negotiation`. */
  readonly spec?: string;
  /** What was sent and received, redacted and cut. At least one item for `fail` and `warn`. */
  readonly evidence: readonly EvidenceItem[];
  /** One sentence: what to change, for `fail` and `warn`. */
  readonly fix?: string;
  readonly ms: number;
}

export interface CheckSummary {
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly notApplicable: number;
  readonly notTested: number;
}

/** What `verify` and `preflight` have in common; every report writer takes this. */
export interface CheckReport {
  readonly schema: 'mcp-medic/verify@1' | 'mcp-medic/preflight@1';
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** As the user named it, redacted: URL, `client:name` or command line. */
  readonly target: string;
  readonly transport: Transport | 'unknown';
  /** `none`: the server answered in neither. */
  readonly era: 'legacy' | 'modern' | 'dual' | 'none';
  readonly server?: { readonly name: string; readonly version: string };
  readonly checks: readonly CheckResult[];
  readonly summary: CheckSummary;
  /** With `--baseline`: which failures are known, which are new, and which listed ones pass now. */
  readonly baseline?: BaselineOutcome;
}

/** Answer of `verify`. The JSON Schema in `schema/verify.json` describes it; scripts depend on it. */
export interface VerifyResult extends CheckReport {
  readonly schema: 'mcp-medic/verify@1';
  /** Protocol revisions the server accepted, newest first. */
  readonly revisions: readonly string[];
  /** What each client and model provider will do with this server. */
  readonly clients: readonly ClientOutlook[];
  /** What went over the wire, in order, redacted and cut; the HTML report shows it. */
  readonly transcript: readonly TranscriptEntry[];
}

/** Answer of `preflight`: the fourteen items of the production checklist, as checks. */
export interface PreflightResult extends CheckReport {
  readonly schema: 'mcp-medic/preflight@1';
}

export interface ClientOutlook {
  /** A client id, or `openai`, `anthropic`, `google` … for model providers. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'client' | 'model-provider';
  readonly outlook: 'connects' | 'loses-tools' | 'needs-login' | 'fails' | 'unknown';
  /** Why, one sentence each, the server's own values quoted. */
  readonly reasons: readonly string[];
  /** Tools this client will not offer, by name. */
  readonly lostTools?: readonly string[];
}

export interface TranscriptEntry {
  /** What it was for: the probe's id. */
  readonly probe: string;
  /** Which process or session of that probe, from 1. */
  readonly peer: number;
  readonly dir: 'sent' | 'received' | 'event';
  /** Since the run began. */
  readonly atMs: number;
  /** JSON text, raw line, HTTP head or, for events, what happened (`exit code 1`). */
  readonly text: string;
}
