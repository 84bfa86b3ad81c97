import type { JsonObject } from '../json.ts';
import type { Transport } from '../client.ts';

export type Era = 'legacy' | 'modern';

/** What every check may ask about the run, for the era it is judged in. */
export interface RunFacts {
  readonly transport: Transport;
  readonly era: Era;
  /** The revision spoken in this era: negotiated for legacy, 2026-07-28 for modern. */
  readonly revision: string;
  /** `capabilities` of the server in this era. */
  readonly capabilities: JsonObject;
  readonly server?: { readonly name: string; readonly version: string };
  /** The eras the server speaks. */
  readonly eras: readonly Era[];
  /** The configured URL; absent for stdio. */
  readonly url?: string;
  /** True when every address of the URL's host is loopback. */
  readonly isLoopback: boolean;
  /** The user gave an Authorization header or another credential. */
  readonly hasCredentials: boolean;
  /** The server wants a credential that we do not have: only what needs none was looked at. */
  readonly needsLogin: boolean;
  readonly allowsCalls: boolean;
  /** A first answer that takes longer is slow. */
  readonly slowStartMs: number;
  /** For how long an idle event stream is watched; absent: not at all. */
  readonly idleMs?: number;
  /** What known clients take, where that is known. */
  readonly clientLimits: readonly ClientLimits[];
}

export interface ClientLimits {
  /** The client's name. */
  readonly name: string;
  /** Over all servers together. */
  readonly tools?: number;
  readonly toolNameLength?: number;
  /** The name of the server and that of the tool together. */
  readonly combinedNameLength?: number;
}
