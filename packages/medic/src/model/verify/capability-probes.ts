import type { JsonObject } from '../json.ts';
import type { ReceivedMessage, Turn } from './turn.ts';

/** Observations of group `capability`, by probe id. What the server does not declare is absent. */
export interface CapabilityProbes {
  /** Methods of capabilities that the server does not declare; key: the method. */
  readonly undeclared: Readonly<Record<string, Turn>>;
  /** The first page of `tools/list`: twice on one connection, once on another, and once more on the first. */
  readonly 'list-order': { readonly first: Turn; readonly second: Turn; readonly elsewhere: Turn; readonly last: Turn } | null;
  /** Each declared list, asked with a cursor that nobody handed out; key: the method. */
  readonly 'bad-cursors': Readonly<Record<string, Turn>>;
  readonly subscribe: SubscribeFacts;
  readonly listen: ListenFacts | null;
  readonly 'log-levels': { readonly levels: Readonly<Record<string, Turn>>; readonly unknown: Turn } | null;
  readonly completion: CompletionFacts;
  /** What a legacy server sent without being asked, from `notifications/initialized` on. */
  readonly unasked: readonly ReceivedMessage[];
  /** The first page of each list without the user's credentials; null when there are none. */
  readonly 'other-reader': Readonly<Record<string, Turn>> | null;
}

interface SubscribeFacts {
  readonly subscribe?: Turn;
  readonly unsubscribe?: Turn;
}

/** Two subscriptions at once. Each turn lasts until the time is over, since a subscription is only answered when it ends. */
export interface ListenFacts {
  /** Asked for everything the server declares; its id is a number. */
  readonly wide: { readonly id: number; readonly filter: JsonObject; readonly turn: Turn };
  /** Asked for one kind; its id is a text. */
  readonly narrow: { readonly id: string; readonly filter: JsonObject; readonly turn: Turn };
}

interface CompletionFacts {
  /** Of the first argument of a listed prompt or variable of a listed template. */
  readonly known?: Turn;
  /** Of a prompt that does not exist. */
  readonly unknown?: Turn;
}
