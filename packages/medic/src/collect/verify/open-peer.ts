import type { ClientDefinition, ConnectPlan, HttpPlan, JsonObject, Transport } from '../../model/index.ts';
import type { Era, Turn } from '../../model/verify/index.ts';
import { ownString } from '../protocol/record.ts';
import { MODERN_REVISION } from '../protocol/revisions.ts';
import type { HttpLine } from './http-line.ts';
import { openHttpPeer, replaceHeaders } from './http-peer.ts';
import { buildInitializeParams, NEWEST_LEGACY } from './messages.ts';
import type { Opened, Peer } from './peer.ts';
import type { Recorder } from './recorder.ts';
import { openSsePeer } from './sse-peer.ts';
import { openStdioPeer } from './stdio-peer.ts';

/** The server under test and how to reach it. */
export interface Subject {
  readonly plan: ConnectPlan;
  /** Decided once, before anything is checked: `http-then-sse` is settled. */
  readonly transport: Transport;
  /** Where POSTs go, after a same-origin redirect that clients follow; absent for stdio. */
  readonly endpoint?: URL;
  readonly recorder: Recorder;
  readonly ca?: readonly string[];
  /** How the client that the entry belongs to goes about the network. */
  readonly client: Pick<ClientDefinition, 'http' | 'handshake'>;
  /** File with more trusted roots, as that client reads it. */
  readonly extraCaFile?: string;
  /** Names of the variables that a client on the official SDK passes on, and of those the entry itself sets. */
  readonly passedOn: readonly string[];
  readonly windowsShims: 'resolves' | 'wraps-in-cmd' | 'fails' | 'unknown';
  readonly signal?: AbortSignal;
}

export interface OpenOptions {
  readonly era: Era;
  /** Legacy: asked for in `initialize`. Default 2025-11-25. */
  readonly revision?: string;
  /** Client capabilities declared in `initialize`. */
  readonly capabilities?: JsonObject;
  /** `none`: nothing is sent. Default `full`: for legacy the whole handshake, for modern `server/discover` on stdio and nothing over HTTP. */
  readonly handshake?: 'none' | 'initialize-only' | 'full';
  /** HTTP: headers over those of the plan, for the whole life of the peer; `null` leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** HTTP+SSE: another address for the event stream, same server. */
  readonly url?: URL;
  /** For the answer to `initialize`. Default 30,000 ms: a first start may download. */
  readonly limitMs?: number;
  /** Stdio: variables over those of the plan, or another folder; `onBytes` is told of both streams, raw. */
  readonly launch?: {
    readonly env?: Readonly<Record<string, string>>;
    /** The whole environment instead of the plan's. */
    readonly bareEnv?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly onBytes?: (from: 'stdout' | 'stderr', chunk: Buffer) => void;
  };
}

const OPEN_LIMIT_MS = 30_000;

/**
 * Opens a process or session of its own and shakes hands. A handshake that failed stands in `opening`; rejects with
 * `StartFailure` when the program cannot be started and with `StreamFailure` when the old event stream does not open.
 */
export async function openPeer(subject: Subject, probe: string, options: OpenOptions): Promise<Peer> {
  const { peer, adopt } = await openBare(subject, probe, options);
  if (options.handshake === 'none') return peer;
  if (options.era === 'modern') {
    // A process takes its time to start; what is asked next must not be taken for slow because of it.
    if (peer.transport === 'stdio') await peer.request('server/discover', undefined, { id: 'discover-open', limitMs: options.limitMs ?? OPEN_LIMIT_MS });
    return peer;
  }
  const wanted = options.revision ?? NEWEST_LEGACY;
  const initialize = await peer.request('initialize', buildInitializeParams(wanted, options.capabilities), {
    id: 1,
    limitMs: options.limitMs ?? OPEN_LIMIT_MS,
  });
  const revision = negotiatedRevision(initialize);
  adopt(revision ?? wanted, { initialize });
  if (revision === undefined || options.handshake === 'initialize-only') return peer;
  adopt(revision, { initialize, initialized: await peer.notify('notifications/initialized') });
  return peer;
}

/** The revision in a result of `initialize`; undefined when there is none. */
export function negotiatedRevision(initialize: Turn): string | undefined {
  const { result } = initialize.answer ?? {};
  return result === undefined ? undefined : ownString(result, 'protocolVersion');
}

async function openBare(subject: Subject, probe: string, options: OpenOptions): Promise<Opened<Peer>> {
  const { plan, recorder, signal } = subject;
  const revision = options.era === 'modern' ? MODERN_REVISION : (options.revision ?? NEWEST_LEGACY);
  if (plan.transport === 'stdio') {
    const { env, bareEnv, cwd, onBytes } = options.launch ?? {};
    return openStdioPeer({
      plan: { ...plan, env: bareEnv ?? { ...plan.env, ...env }, ...(cwd === undefined ? {} : { cwd }) },
      era: options.era,
      revision,
      probe,
      recorder,
      windowsShims: subject.windowsShims,
      ...(onBytes === undefined ? {} : { onBytes }),
      ...(signal === undefined ? {} : { signal }),
    });
  }
  const line = lineOf(subject, plan, options.headers ?? {});
  if (subject.transport === 'sse') return openSsePeer({ line, url: options.url ?? new URL(plan.url), revision, probe });
  return openHttpPeer({ line, endpoint: subject.endpoint ?? new URL(plan.url), era: options.era, revision, probe });
}

function lineOf({ recorder, ca, signal }: Subject, plan: HttpPlan, headers: Readonly<Record<string, string | null>>): HttpLine {
  return {
    plan: { ...plan, headers: replaceHeaders(plan.headers, headers) },
    recorder,
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  };
}
