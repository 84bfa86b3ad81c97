import type { Turn } from './turn.ts';

/** Observations of group `transport`, by probe id. */
export interface TransportProbes {
  readonly 'http-posts': HttpPostFacts;
  readonly 'http-sessions': HttpSessionFacts;
  /** Every answer of this era that came as an event stream: first messages, a plain request, and what GET opened. */
  readonly 'event-streams': { readonly posts: readonly Turn[]; readonly gets: readonly Turn[] };
  readonly 'get-streams': GetStreamFacts;
  readonly stateless: StatelessFacts;
  readonly origins: OriginFacts;
  readonly 'old-stream': OldStreamFacts;
}

/** The same harmless request in one session, sent in ways that HTTP allows; each on a connection of its own. */
interface HttpPostFacts {
  /** Read until the server ended the response, or for 1 s after the answer. */
  readonly plain: Turn;
  readonly acceptsAnything: Turn;
  readonly acceptsJson: Turn;
  readonly acceptsEvents: Turn;
  /** Both media types with quality values. */
  readonly acceptsWeighted: Turn;
  /** `application/json; charset=utf-8`. */
  readonly charset: Turn;
  /** `text/plain`: what a page of any site may send without asking. */
  readonly plainText: Turn;
  readonly notification: Turn;
  /** Legacy: a response to a request that the server never made. */
  readonly response?: Turn;
  /** Sent at the same time. */
  readonly parallel: readonly Turn[];
}

/** Legacy era. Three sessions; their ids stay in the probe, only facts about them leave it. */
export interface HttpSessionFacts {
  readonly ids: SessionIdFacts;
  /** A plain request in the session. */
  readonly withId: Turn;
  readonly withoutId: Turn;
  readonly unknownId: Turn;
  /** An unknown session id of another form than a UUID. */
  readonly strangeId: Turn;
  readonly withoutVersion: Turn;
  /** `MCP-Protocol-Version: 2025-11-25` in a session for which 2025-06-18 was agreed on; absent when the server does not know both. */
  readonly newestVersion?: Turn;
  readonly badVersion: Turn;
  /** DELETE of another session. */
  readonly deleted: Turn;
  /** A request in the deleted session, when DELETE succeeded. */
  readonly afterDelete?: Turn;
  /** A request in the first session after the other one was deleted. */
  readonly besides: Turn;
}

export interface SessionIdFacts {
  /** Sessions opened, and ids handed out for them. */
  readonly sessions: number;
  readonly issued: number;
  /** Only characters 0x21 to 0x7E. */
  readonly isVisibleAscii: boolean;
  readonly areUnique: boolean;
  readonly shortestChars: number;
  /** Characters left when what all ids begin and end with is taken away; of the shortest. */
  readonly varyingChars: number;
  /** They are numbers that grow by less than 1,000. */
  readonly countsUp: boolean;
}

/** Legacy era. A client that offers roots opens two streams, then says it is ready; each stream is read for 1 s at most. */
export interface GetStreamFacts {
  /** `notifications/initialized`, which shows whether the session is served at all. */
  readonly ready: Turn;
  readonly first: Turn;
  readonly second?: Turn;
  /** GET with the id of the first event of the first stream. */
  readonly resumed?: { readonly lastEventId: string; readonly turn: Turn };
}

/** Modern era, which has no sessions. */
interface StatelessFacts {
  readonly withSession: Turn;
  /** Absent when the server also speaks the legacy era, whose clients use both methods. */
  readonly get?: Turn;
  readonly delete?: Turn;
}

/** The first message of the era, each in a session of its own; over HTTP+SSE the GET of the stream. */
export interface OriginFacts {
  readonly none: Turn;
  readonly foreign: Turn;
  /** Loopback servers only: the server's own origin, and a foreign Host. */
  readonly own?: Turn;
  readonly foreignHost?: Turn;
  /** From the page of a tool that runs on this machine. */
  readonly page: Turn;
  readonly preflight: Turn;
  readonly foreignPreflight: Turn;
}

/** HTTP+SSE (2024-11-05). */
export interface OldStreamFacts {
  /** GET of the stream, read for 600 ms; or how it failed. */
  readonly stream: Turn;
  readonly endpoint?: { readonly written: string; readonly looksLikeJson: boolean; readonly isSameOrigin: boolean };
  /** The first message: posted, answered on the stream. */
  readonly initialize?: Turn;
  readonly ping?: Turn;
  /** POST of a first message to the address of the stream. */
  readonly postToStream?: Turn;
  /** POST to the named address with another session in its query, where it has one. */
  readonly unknownSession?: Turn;
}
