import type { JsonObject, Transport } from '../../model/index.ts';
import type { Era, ProbeId, ProbeMap, RunFacts } from '../../model/verify/index.ts';
import type { OpenOptions, Subject } from './open-peer.ts';
import type { Peer } from './peer.ts';

/** What a probe may use. Everything it opens is closed when it ends, whatever happens. */
export interface ProbeContext {
  readonly subject: Subject;
  /** The era this run of the probe is for. */
  readonly era: Era;
  /** The revision spoken in that era. */
  readonly revision: string;
  readonly capabilities: JsonObject;
  readonly run: RunFacts;
  /** The connection that well-behaved probes of an era share, handshake done; opened anew when it is not alive any more. Never close it. */
  readonly shared: () => Promise<Peer>;
  /**
   * A second connection that probes share which send what a good client would not, but every server survives: requests it must
   * refuse. Opened anew when it is not alive any more. Never close it.
   */
  readonly spare: () => Promise<Peer>;
  /** A process or session of the probe's own. Default: this era, its revision, full handshake. */
  readonly open: (options?: Partial<OpenOptions>) => Promise<Peer>;
  /** What another probe of the same era observed, raw; runs it when it has not run yet. Rejects when that one failed. */
  readonly observe: <K extends ProbeId>(id: K) => Promise<ProbeMap[K]>;
  readonly signal: AbortSignal | undefined;
}

/** Observes one thing and never judges. What it hands on is redacted by the engine, so it must be plain JSON. */
export interface Probe<K extends ProbeId = ProbeId> {
  readonly id: K;
  /**
   * `shared`: speaks as a well-behaved client, on the shared connection wherever it can. `spare`: speaks on the spare one. Either
   * kind runs one after the other. `own`: opens what it needs. `alone`: so does it, and nothing runs beside it, because it takes
   * times or kills. `aside`: opens nothing, looks at the host or the network; runs beside anything.
   */
  readonly where: 'shared' | 'spare' | 'own' | 'alone' | 'aside';
  /** Absent: both. */
  readonly eras?: readonly Era[];
  /** Absent: all three. */
  readonly transports?: readonly Transport[];
  /** Runs although the server wants a login that we do not have. */
  readonly withoutLogin?: boolean;
  /** Runs in the first era only: it is about the program, not about the protocol. */
  readonly once?: boolean;
  /** Runs although no first message was answered. */
  readonly withoutAnswer?: boolean;
  /** Calls a tool; runs only with `--allow-calls`. */
  readonly callsTools?: boolean;
  /** Longest it may take, ms; default 30,000. */
  readonly limitMs?: number;
  readonly observe: (context: ProbeContext) => Promise<ProbeMap[K]>;
}

/** A probe with its observation forgotten, as the engine holds it. */
export type AnyProbe = Omit<Probe, 'observe'> & { readonly observe: (context: ProbeContext) => Promise<unknown> };

export function defineProbe<const K extends ProbeId>(probe: Probe<K>): AnyProbe {
  return probe;
}
