import { methodOfChange, type Change, type Changes } from '../exchange.ts';
import type { LegacyRevision } from '../revisions.ts';
import { notificationOf, type Id, type Outgoing, type Params } from '../rpc.ts';
import type { Settings } from '../settings.ts';

/** One client from `initialize` on: a stdio process, an event stream, or what a session id stands for. */
export interface Session {
  readonly settings: Settings;
  readonly changes: Changes;
  /** Set by `initialize`. */
  revision: LegacyRevision | undefined;
  isInitialized: boolean;
  clientCapabilities: Params;
  /** Set by `logging/setLevel`; no log messages before. */
  logLevel: string | undefined;
  readonly subscriptions: Set<string>;
  readonly running: Map<Id, AbortController>;
  /** Sends what belongs to no request. */
  send: (message: Outgoing) => void;
  readonly end: () => void;
}

export function openSession(settings: Settings, changes: Changes, send: Session['send']): Session {
  const onChange = (change: Change) => tellOf(change, session);
  const session: Session = {
    settings,
    changes,
    revision: undefined,
    isInitialized: false,
    clientCapabilities: {},
    logLevel: undefined,
    subscriptions: new Set(),
    running: new Map(),
    send,
    end: () => changes.listeners.delete(onChange),
  };
  changes.listeners.add(onChange);
  return session;
}

function tellOf(change: Change, session: Session): void {
  if (!session.isInitialized) return;
  if (change.kind !== 'resource') return session.send(notificationOf(methodOfChange(change)));
  if (session.subscriptions.has(change.uri)) session.send(notificationOf(methodOfChange(change), { uri: change.uri }));
}
