import type { CauseId, ClientId, EvidenceMap, Platform, ServerResult, Severity } from '../../medic/src/model/index.ts';
import type { CertificateKind } from './tls-server.ts';

/**
 * A set-up in a folder: the files a client reads, programs, servers. Strings may hold placeholders, filled when it is built:
 * `{{home}}` `{{project}}` the folders, `{{node}}` this Node, `{{server}}` the stdio test server, `{{origin}}` and `{{port}}`
 * of the first HTTP server (`{{origin:1}}` of the second …), `{{ca}}` the file with the root of a TLS server, `{{closed}}` a
 * port on which nothing listens, `{{slug}}` the project folder as Claude Code writes it in names of log folders.
 */
export interface Scene {
  /** Path below the home folder (`project/…` is the project folder) → content. Values other than strings are written as JSON. */
  readonly files: Readonly<Record<string, SceneFile>>;
  readonly serve?: readonly SceneServer[];
  /** Environment of the terminal the doctor runs in, besides HOME and a PATH with Node on it. `PATH` replaces that one. */
  readonly env?: Readonly<Record<string, string>>;
  /** Listens on a loopback port without speaking MCP, for port conflicts; `{{held}}` is its number. */
  readonly holdsPort?: boolean;
}

export type SceneFile = string | readonly unknown[] | { readonly [key: string]: unknown } | FileWithMode;

/** A file with a mode, an encoding or raw bytes. */
export interface FileWithMode {
  readonly $text: string;
  readonly $mode?: number;
  readonly $encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'latin1';
}

export interface SceneServer {
  /** A name of HTTP_FAULTS. */
  readonly fault: string;
  readonly value?: string;
  readonly tls?: CertificateKind;
  readonly address?: '127.0.0.1' | '::1';
}

export interface Case {
  /** Equals the folder's name: a cause id, or a cause id with `--` and a variant. */
  readonly id: string;
  /** Who did what, in one or two sentences. */
  readonly story: string;
  readonly client: ClientId;
  readonly broken: Scene;
  /** The smallest repair of `broken`. */
  readonly healthy: Scene;
  readonly expect: {
    readonly cause: CauseId;
    /** Name of the server that shows it; `demo` when left out. `undefined` together with `inFile` for faults of a whole file. */
    readonly server?: string;
    /** The cause stands in a file's findings rather than at a server. */
    readonly inFile?: boolean;
    /** The server connects; the cause is a finding of this severity, no diagnosis. */
    readonly finding?: Severity;
    readonly verdict?: ServerResult['verdict'];
    /** Verdict of the healthy twin; `not-checked` where even the repaired set-up needs a person. */
    readonly healthyVerdict?: ServerResult['verdict'];
  };
  readonly platform?: Platform;
  /** Starts project-scope servers. */
  readonly trust?: boolean;
  /** Least waiting beyond the limit of the client, ms; 1500 when left out. */
  readonly patienceMs?: number;
  /**
   * Why it is replayed from stored evidence only: another system, a daemon this machine has not. Recording such a case reads
   * its files as that system would, starts nothing, and lays `overlay` over what was found.
   */
  readonly replayOnly?: string;
  readonly overlay?: { readonly broken: EvidenceOverlay; readonly healthy: EvidenceOverlay };
}

/** Evidence that this machine cannot show, by kind. Objects are merged, lists and values replaced, `undefined` takes away. */
export type EvidenceOverlay = { readonly [K in keyof EvidenceMap]?: DeepPartial<EvidenceMap[K]> };

type DeepPartial<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined } : T;
