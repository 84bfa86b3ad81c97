import type { Id, Params } from './rpc.ts';
import type { Settings } from './settings.ts';

/** One request being worked on, as the features see it. */
export interface Exchange {
  readonly era: 'legacy' | 'modern';
  readonly revision: string;
  readonly id: Id;
  readonly settings: Settings;
  readonly changes: Changes;
  readonly clientCapabilities: Params;
  readonly progressToken: Id | undefined;
  /** Lowest level of log messages the peer wants; undefined: none. */
  readonly logLevel: string | undefined;
  /** What the token allows; `full` without authorization. */
  readonly access: 'full' | 'weak';
  /** Sends a notification that belongs to this request. */
  readonly notify: (method: string, params: Params) => void;
  /** Fires when the peer has cancelled the request. */
  readonly signal: AbortSignal;
}

/** Who looks at the lists: what can make a list differ. */
export type Viewer = Pick<Exchange, 'era' | 'revision' | 'settings' | 'changes' | 'access'>;

export type Change = { readonly kind: 'tools' | 'prompts' | 'resources' } | { readonly kind: 'resource'; readonly uri: string };

/** What can change while the server runs, and who wants to hear of it. */
export interface Changes {
  hasExtraTool: boolean;
  /** Another process of this server runs for the same client; asked for by a switch only. */
  readonly hasCompany?: boolean;
  /** How often a list of tools was asked for. */
  toolListings: number;
  readonly listeners: Set<(change: Change) => void>;
  /** What ends each open subscription when the server goes down. */
  readonly closers: Set<() => void>;
}

export function newChanges(): Changes {
  return { hasExtraTool: false, toolListings: 0, listeners: new Set(), closers: new Set() };
}

export function announce(changes: Changes, change: Change): void {
  for (const listener of changes.listeners) listener(change);
}

export function methodOfChange(change: Change): string {
  return change.kind === 'resource' ? 'notifications/resources/updated' : `notifications/${change.kind}/list_changed`;
}
