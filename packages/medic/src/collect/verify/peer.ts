import type { Json, JsonObject, Transport } from '../../model/index.ts';
import type { Era, PeerEnd, ReceivedMessage, StreamFacts, Turn } from '../../model/verify/index.ts';

export interface RequestOptions {
  /** Default: a number counted up. */
  readonly id?: string | number;
  /** Default 10,000 ms. */
  readonly limitMs?: number;
  /** Modern era: members merged over the usual `_meta`; `null` for a member leaves it out, `null` for all leaves `_meta` out. */
  readonly meta?: Readonly<Record<string, Json | undefined>> | null;
  /** HTTP: headers over the usual ones; `null` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Ends the turn when it says so of a message, not only at the answer; not over HTTP+SSE. */
  readonly until?: (message: ReceivedMessage) => boolean;
  /** Goes on for so long after what `until` waits for; over HTTP also after the answer. Default 0. */
  readonly lingerMs?: number;
  /** HTTP: another address than the endpoint, same origin. */
  readonly url?: URL;
}

export interface HttpAsk {
  readonly method: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly url?: URL;
  readonly limitMs?: number;
  /** Ends reading an event stream when it says so; default: the whole response is read until the limit. */
  readonly until?: (message: ReceivedMessage) => boolean;
  readonly lingerMs?: number;
  /** Reads an event stream for so long from its head on; until the head has come, `limitMs` holds. */
  readonly watchMs?: number;
  /** What the turn is called in evidence and transcript. */
  readonly what: string;
  /** The JSON-RPC id the body asks with, so that the answer is recognised. */
  readonly id?: string | number;
}

export interface Opening {
  readonly initialize: Turn;
  readonly initialized?: Turn;
}

interface PeerBase {
  readonly number: number;
  readonly transport: Transport;
  readonly era: Era;
  /** The revision spoken: negotiated, or the modern one. */
  readonly revision: string;
  /** `initialize` and `notifications/initialized` of a legacy peer that was opened with its handshake. */
  readonly opening: Opening | undefined;
  /** Sends a request and waits for its answer. Concurrent calls are fine. */
  readonly request: (method: string, params?: JsonObject, options?: RequestOptions) => Promise<Turn>;
  /** Sends a notification; the turn ends after 250 ms on streams, or with the HTTP response. */
  readonly notify: (method: string, params?: JsonObject, options?: RequestOptions) => Promise<Turn>;
  /** Sends any text as one message; the turn ends with the first answer, or after `limitMs` (default 1,500). */
  readonly raw: (text: string, what: string, options?: RequestOptions) => Promise<Turn>;
  /** Every message of the server that answered no request of ours, since the peer was opened. */
  readonly unasked: readonly ReceivedMessage[];
  /** False when the process has exited, the session is gone or the stream has ended. */
  readonly isAlive: () => boolean;
  readonly close: () => Promise<PeerEnd>;
}

export interface StdioPeer extends PeerBase {
  readonly transport: 'stdio';
  /** Writes bytes as they are, without a line end. */
  readonly write: (text: string) => void;
  /** Waits for the answer to a request that was written by hand. */
  readonly awaitAnswer: (id: string | number, limitMs: number, what: string) => Promise<Turn>;
  readonly endInput: () => void;
  /** Ids of the process and of everything that descends from it now. */
  readonly pids: () => readonly number[];
  readonly signal: (name: NodeJS.Signals) => void;
  /** Waits for the exit, at most so long; false when it lives on. */
  readonly exitsWithin: (ms: number) => Promise<boolean>;
  /** Raw facts of both streams so far. */
  readonly streams: () => StreamFacts;
}

export interface HttpPeer extends PeerBase {
  readonly transport: 'http';
  readonly endpoint: URL;
  /** Raw; never hand it on, facts about it only. */
  readonly sessionId: string | undefined;
  /** One HTTP request, headers of a good client unless told otherwise. Never follows redirects. */
  readonly ask: (ask: HttpAsk) => Promise<Turn>;
}

export interface SsePeer extends PeerBase {
  readonly transport: 'sse';
  /** Address the `endpoint` event named, resolved; and as written. */
  readonly endpoint: URL;
  readonly endpointWritten: string;
  readonly ask: (ask: HttpAsk) => Promise<Turn>;
}

export type Peer = StdioPeer | HttpPeer | SsePeer;

/** A peer together with the way to tell it what the handshake agreed on. */
export interface Opened<P extends Peer> {
  readonly peer: P;
  readonly adopt: (revision: string, opening: Opening) => void;
}
