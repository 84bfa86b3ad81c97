import type { Json, JsonObject } from '../json.ts';

/** One JSON-RPC message that came from the server, whatever is wrong with it. */
export interface ReceivedMessage {
  /** Since the run began, ms. */
  readonly atMs: number;
  readonly kind: 'answer' | 'request' | 'notification' | 'batch' | 'no-rpc';
  readonly json: Json;
  /** Why it is no valid JSON-RPC 2.0 message; empty when it is one. */
  readonly faults: readonly string[];
}

/** The message taken for the answer to what was sent. */
export interface RpcAnswer {
  /** The whole message as received. */
  readonly json: Json;
  /** Set when the answer is a result; absent when `result` is no object. */
  readonly result?: JsonObject;
  readonly error?: { readonly code: number | null; readonly message: string; readonly data?: Json };
  /** `exact`: same id and type. `loose`: `"1"` for 1. `no`: another id or none, taken because nothing else was asked. */
  readonly id: 'exact' | 'loose' | 'no';
  readonly faults: readonly string[];
}

/** One thing that was sent, and everything that came back until the turn ended. Checks quote turns as their evidence. */
export interface Turn {
  /** Which process or session, as in the transcript. */
  readonly peer: number;
  /** JSON-RPC method, or what the raw text was for. */
  readonly what: string;
  /** Text sent, cut to 4,000 characters; empty for a request without body. */
  readonly sent: string;
  readonly answer?: RpcAnswer;
  /** Messages that came during the turn besides the answer. */
  readonly others: readonly ReceivedMessage[];
  /** Lines on stdout that are no JSON, stdio only. */
  readonly noise: readonly string[];
  readonly http?: HttpTurn;
  /**
   * `answered`: an answer came, or the HTTP response ended. `silent`: nothing within the limit. `exited`: the process ended.
   * `unreachable`: no HTTP response at all, see `http.error`.
   */
  readonly end: 'answered' | 'silent' | 'exited' | 'unreachable';
  /** From sending to the end of the turn. */
  readonly ms: number;
}

export interface HttpTurn {
  readonly method: string;
  readonly url: string;
  /** As sent, secrets replaced. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly status?: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Media type without parameters, lower case; empty when there is none. */
  readonly contentType: string;
  /** Decoded body, cut to 64 KiB. */
  readonly body: string;
  readonly bytes: number;
  /** Set when a body that was read to its end holds bytes that are no UTF-8. */
  readonly notUtf8?: true;
  /** Set for `text/event-stream`. */
  readonly events?: readonly EventFacts[];
  /** Values of `retry:` fields, ms. */
  readonly retries?: readonly number[];
  /** Comment lines of the event stream: keep-alives. */
  readonly comments?: number;
  /** The server ended the response; false when we stopped reading. */
  readonly ended: boolean;
  readonly error?: { readonly phase: string; readonly code: string; readonly message: string };
  readonly phasesMs: Readonly<Record<string, number>>;
}

export interface EventFacts {
  /** `message` when the server names none. */
  readonly name: string;
  readonly id?: string;
  /** Cut to 4,000 characters. */
  readonly data: string;
  /** Since the request was sent. */
  readonly atMs: number;
}

/** How a process or session ended when we closed it. */
export interface PeerEnd {
  readonly exitedOnEof?: boolean;
  readonly killedWith?: 'SIGTERM' | 'SIGKILL';
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
  /** Processes that outlived the server; all ended by us. */
  readonly orphans?: number;
  readonly ms: number;
}

/** What both output streams of a process showed. */
export interface StreamFacts {
  readonly exit?: { readonly code: number | null; readonly signal: string | null; readonly atMs: number };
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** First 40 lines on stdout that are no JSON text, cut to 500 characters. */
  readonly noise: readonly string[];
  /** Faults of the byte stream: `utf-8`, `bom`, `crlf`, `no-newline`, `content-length`, `over-long-line`, `blank-line`. */
  readonly faults: readonly string[];
  /** Last 30 lines on stderr, cut to 500 characters. */
  readonly stderr: readonly string[];
  /** From the start of the process to its first byte on stdout. */
  readonly firstByteMs?: number;
}
