import type { Era } from './run-facts.ts';
import type { ReceivedMessage, Turn } from './turn.ts';

/** Observations of group `version`, by probe id. */
export interface VersionProbes {
  /** `initialize` with each legacy revision, each in a process or session of its own; key: the revision asked for. */
  readonly 'legacy-revisions': Readonly<Record<string, Turn>>;
  readonly 'odd-initialize': OddInitializeFacts;
  /** A modern request that names a revision nobody knows, the same with one the server listed then, and one with capabilities nobody knows. */
  readonly 'modern-versions': { readonly unknown: Turn; readonly retry?: Turn; readonly extras: Turn };
  /** The first request on a fresh connection is a list, without `server/discover` before it. */
  readonly 'fresh-modern': Turn;
  /** `server/discover` and then `initialize` in one process. */
  readonly 'same-process': { readonly discover: Turn; readonly initialize: Turn };
  /** Tool names in each era, as far as the server declares tools there. */
  readonly 'era-tools': {
    readonly legacy?: readonly string[];
    readonly modern?: readonly string[];
    readonly capabilities: Readonly<Record<Era, readonly string[]>>;
  };
}

interface OddInitializeFacts {
  /** Asked for 1999-01-01. */
  readonly unknown: Turn;
  /** Asked for 2026-07-28. */
  readonly future: Turn;
  /** Asked for the usual revision with capabilities and members that no revision knows. */
  readonly extras: Turn;
  /** What came between the answer and `notifications/initialized`, which was held back for 400 ms. */
  readonly early: readonly ReceivedMessage[];
}
