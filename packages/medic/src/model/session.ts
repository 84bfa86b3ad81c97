import type { Json } from './json.ts';

/** How a connection attempt ended, in the terms of the client that was imitated. */
export type Outcome =
  | {
      readonly kind: 'connected';
      readonly era: 'legacy' | 'modern';
      readonly protocolVersion: string;
      readonly serverInfo?: { readonly name: string; readonly version: string };
      readonly capabilities: readonly string[];
      /** Absent when the client lists no tools, or the server declares none. */
      readonly tools?: number;
      /** Ms from start (spawn, or first byte sent) until the connection stood. */
      readonly atMs: number;
      /** Set when a later step (tools/list) failed although the connection stands. */
      readonly degraded?: string;
    }
  | { readonly kind: 'failed'; readonly stage: FailureStage; readonly atMs: number }
  | { readonly kind: 'needs-authentication'; readonly atMs: number };

export type FailureStage =
  | 'spawn'
  | 'exit'
  | 'silence'
  | 'framing'
  | 'rpc-error'
  | 'version'
  | 'invalid-answer'
  | 'url'
  | 'proxy'
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'http-timeout'
  | 'http-closed'
  | 'http-status'
  | 'http-body'
  | 'redirect'
  | 'stream';

interface SessionBase {
  readonly outcome: Outcome;
  /** The client's limit that applied. */
  readonly limitMs: number;
  /**
   * When the limit passed and we went on waiting: the ms at which a valid answer came after all, or `never` within `waitedMs`.
   * Absent when the limit did not matter.
   */
  readonly patience?: { readonly waitedMs: number; readonly answeredAtMs?: number };
}

export interface StdioSession extends SessionBase {
  readonly transport: 'stdio';
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly envNames: readonly string[];
  /** One per process started: clients that probe may start a server twice. The last one decided. */
  readonly attempts: readonly StdioAttempt[];
}

export interface StdioAttempt {
  readonly first: 'initialize' | 'server/discover';
  /** `missing`: which of the three an ENOENT is about; the system gives one code for all. */
  readonly spawnError?: { readonly code: string; readonly syscall?: string; readonly message: string; readonly missing?: 'cwd' | 'program' | 'interpreter' };
  readonly exit?: { readonly code: number | null; readonly signal: string | null; readonly atMs: number; readonly beforeAnswer: boolean };
  readonly stdout: StreamFacts;
  readonly stderr: StreamFacts;
  readonly messages: readonly WireMessage[];
  /** Lines on stdout that are no JSON-RPC message, first 20, redacted. */
  readonly noise: readonly { readonly line: number; readonly text: string; readonly beforeFirstAnswer: boolean; readonly jsonButNotRpc: boolean }[];
  /** What the framing looks like when it is not one JSON object per line. */
  readonly framing?: 'content-length' | 'no-newline' | 'pretty-printed' | 'utf-16' | 'bom' | 'glued-noise' | 'sse' | 'invalid-utf-8' | 'array-batch';
  readonly phasesMs: Readonly<Record<string, number>>;
  /** After we closed stdin. `orphans`: processes that outlived the server, all ended by us. */
  readonly shutdown?: { readonly exitedOnEof: boolean; readonly ms: number; readonly killedWith?: 'SIGTERM' | 'SIGKILL'; readonly orphans: number };
  /** Processes still below ours when the answer did not come: `npm exec`, `uv`, `docker pull` …, by name. */
  readonly busyWith?: readonly string[];
}

export interface StreamFacts {
  readonly bytes: number;
  readonly truncated: boolean;
  /** Kept lines, redacted: for stdout the first 40, for stderr the first 20 and last 60. */
  readonly lines: readonly string[];
  readonly firstByteMs?: number;
  /** Standard output was closed while the process lived on, after so many ms: no answer could come any more. */
  readonly closedMs?: number;
}

export interface WireMessage {
  readonly dir: 'sent' | 'received';
  readonly atMs: number;
  readonly method?: string;
  readonly id?: string | number | null;
  /** `result` or `error` for answers. */
  readonly result?: Json;
  readonly error?: { readonly code: number | null; readonly message: string; readonly data?: Json };
  /** Why it is not a valid JSON-RPC 2.0 message, or not a valid answer to what was asked. */
  readonly faults?: readonly string[];
}

export interface HttpSession extends SessionBase {
  readonly transport: 'http' | 'sse';
  readonly url: string;
  /** In order. The transports tried, e.g. Streamable HTTP first, then SSE. */
  readonly exchanges: readonly HttpExchange[];
  readonly messages: readonly WireMessage[];
  readonly sessionId: boolean;
  /** Index of the exchange the outcome rests on; optional streams and fallbacks may stand behind it. */
  readonly decidedBy?: number;
}

export interface HttpExchange {
  /** What it was for: `discover`, `initialize`, `initialized`, `tools/list`, `get-stream`, `sse-open`, `sse-post`. */
  readonly purpose: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly remote?: { readonly address: string; readonly family: 4 | 6; readonly port: number };
  readonly viaProxy?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: {
    readonly kind: 'json-rpc' | 'json' | 'sse' | 'html' | 'text' | 'empty' | 'binary';
    readonly bytes: number;
    readonly truncated: boolean;
    readonly head: string;
    readonly title?: string;
  };
  /** Redirects seen on the way, in order. */
  readonly redirects: readonly { readonly status: number; readonly location: string; readonly followed: boolean; readonly methodAfter: string }[];
  /** `dns tcp tls proxy firstByte firstEvent end`, each the duration of that phase. */
  readonly phasesMs: Readonly<Record<string, number>>;
  readonly error?: {
    readonly phase: 'url' | 'dns' | 'tcp' | 'proxy' | 'tls' | 'request' | 'headers' | 'body' | 'timeout';
    readonly code: string;
    readonly message: string;
    readonly address?: string;
  };
  /** Event streams: how the events came. `bufferedMs`: all arrived only when the response ended. */
  readonly events?: {
    readonly count: number;
    readonly firstMs?: number;
    readonly kinds: readonly string[];
    readonly endpoint?: string;
    readonly endedEarly?: boolean;
    readonly bufferedMs?: number;
  };
}
