import type { ClientFacts, ToolFacts } from '../evidence.ts';
import type { Transport } from '../client.ts';
import type { CheckResult } from '../verify.ts';
import type { AuthMetadataFacts } from './auth-probes.ts';
import type { Era } from './run-facts.ts';
import type { SurveyFacts } from './survey-probes.ts';
import type { Turn } from './turn.ts';

/** A client as the prediction of its behaviour knows it, and which of that somebody has seen or read. */
export interface OutlookClient extends ClientFacts {
  /** Version offered over stdio. */
  readonly offersOnStdio: string;
  /** `known`: hangs up when the answer names a revision that was never published. */
  readonly accepts: 'known' | 'any';
  readonly respawnsAfterProbeExit: boolean;
  /** Silence on `server/discover` after which it begins again with `initialize`, ms. */
  readonly discoverFallbackMs: { readonly stdio: number; readonly http: number };
  readonly fallback: 'sse' | 'none';
  readonly follows: 'same-origin' | 'any';
  readonly attempts: number;
  /** False for what is only remembered: nothing is predicted from it. */
  readonly isKnown: { readonly handshake: boolean; readonly http: boolean; readonly timeout: boolean };
}

/** What one run saw of a server, as far as it decides what clients do with it. */
export interface OutlookFacts {
  readonly transport: Transport;
  readonly url?: string;
  /** The name of the entry, which clients put before the names of tools. */
  readonly name: string;
  readonly eras: readonly Era[];
  readonly survey: SurveyFacts;
  /** `initialize` by the revision that was asked for. */
  readonly offered: Readonly<Record<string, Turn>>;
  /** Revisions with `initialize` that were published; clients on the official SDKs take no other. */
  readonly publishedRevisions: readonly string[];
  /** Why nothing could be asked at all. */
  readonly failure?: string;
  readonly needsLogin: boolean;
  readonly hasCredentials: boolean;
  readonly metadata?: AuthMetadataFacts;
  readonly checks: readonly CheckResult[];
  /** Absent when the list was not read. */
  readonly tools?: ToolFacts;
}
