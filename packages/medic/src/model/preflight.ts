import type { ClientFacts, EntryFacts } from './evidence.ts';
import type { JsonObject } from './json.ts';
import type { TlsFacts } from './surroundings.ts';
import type { Transport } from './client.ts';
import type { CheckSummary } from './verify.ts';
import type { EvidenceItem } from './verdict.ts';
import type { HttpTurn, Judgement, Turn } from './verify/index.ts';

/** The fourteen items of the production checklist, in its order. Each is one or more checks whose `group` it is. */
export type PreflightItem =
  | 'health'
  | 'initialize'
  | 'environment'
  | 'invalid-token'
  | 'certificate'
  | 'compose'
  | 'ports'
  | 'logs'
  | 'secrets'
  | 'schemas'
  | 'verify'
  | 'starts'
  | 'client-config'
  | 'config-files';

/** What every check may ask about the run. */
export interface PreflightRun {
  readonly transport: Transport;
  readonly url?: string;
  /** True for stdio, and when the URL's host is a loopback name. */
  readonly isLoopback: boolean;
  /** The entry, or the user, gives a credential header. */
  readonly hasCredentials: boolean;
  /** The server wants a credential that we do not have. */
  readonly needsLogin: boolean;
  /** The first message was answered with a result in one era at least. */
  readonly answers: boolean;
  /** ISO 8601. */
  readonly now: string;
  /** Days a certificate must have left. */
  readonly certificateDays: number;
}

/** What each collector of the checklist observed. Secrets are replaced before a check sees it. */
export interface PreflightFacts {
  readonly health: HealthFacts;
  readonly opening: OpeningFacts;
  readonly environment: VariableUseFacts;
  readonly 'invalid-token': TokenFacts;
  readonly certificate: TlsFacts;
  readonly compose: ComposeFacts;
  readonly ports: ListenerFacts;
  readonly logs: LogOutputFacts;
  readonly secrets: CanaryFacts;
  readonly schemas: ToolListFacts;
  readonly verify: VerifySummary;
  readonly starts: StartFacts;
  readonly 'client-config': {
    readonly entry: EntryFacts;
    readonly client: Pick<ClientFacts, 'name' | 'kind'>;
    /** Whose PATH a bare command was looked up on: `the desktop session's PATH (…)`. */
    readonly searchedFrom?: string;
  };
  readonly 'config-files': ParsedFilesFacts;
}

export type PreflightFactKind = keyof PreflightFacts;

/** One GET of the health address per try, without credentials, as a load balancer sends it. */
export interface HealthFacts {
  readonly url: string;
  readonly tries: readonly { readonly ms: number; readonly http: HttpTurn }[];
}

export interface OpeningFacts {
  /** The first message that was answered with a result; otherwise the last one that was tried. Its `ms` counts from the start of the process. */
  readonly turn?: Turn;
  /** Why nothing could be sent at all. */
  readonly failure?: string;
}

export interface VariableUseFacts {
  /** The folder that holds the server's files. */
  readonly folder: string;
  /** Where it was looked whether they are set; undefined when nobody can know from here. */
  readonly setIn?: string;
  readonly variables: readonly VariableUse[];
  readonly filesRead: number;
}

export interface VariableUse {
  readonly name: string;
  /** In the server's environment and not empty; absent when that is not known. */
  readonly isSet?: boolean;
  /**
   * `declared`: a manifest says that it is required. `checked`: the code ends or throws without it. `read`: the code reads it.
   * `documented`: it is named in a README, an example or a manifest.
   */
  readonly places: readonly {
    readonly kind: 'declared' | 'checked' | 'read' | 'documented';
    readonly file: string;
    readonly line: number;
    readonly quote: string;
  }[];
}

/** The first message with a made-up credential and with none. */
export interface TokenFacts {
  readonly invalid: Turn;
  readonly missing: Turn;
}

export interface ComposeFacts {
  readonly folder: string;
  readonly files: readonly ComposeFile[];
}

export interface ComposeFile {
  readonly path: string;
  /** Networks declared at the top, without `default`. */
  readonly networks: readonly string[];
  readonly services: readonly ComposeService[];
}

export interface ComposeService {
  readonly name: string;
  readonly line: number;
  readonly networks: readonly string[];
  readonly networkMode?: string;
  /** Ports published to other machines: `8080:80`; those bound to a loopback address are left out. */
  readonly published: readonly string[];
  /** Raw addresses of other hosts. */
  readonly addresses: readonly { readonly where: string; readonly address: string; readonly line: number }[];
}

export interface ListenerFacts {
  /** Whose ports these are: `node (pid 12) and what it started`. */
  readonly owner: string;
  /** The port clients use; absent for stdio. */
  readonly needed?: number;
  readonly listeners: readonly { readonly address: string; readonly port: number; readonly program: string }[];
}

export interface LogOutputFacts {
  /** Stdio: lines on stdout that are no protocol messages. */
  readonly noise?: readonly string[];
  readonly stdoutBytes?: number;
  readonly stderrLines?: number;
  /** HTTP: log files of the local process, with their last lines. */
  readonly files?: readonly { readonly path: string; readonly lines: readonly string[] }[];
}

/** Made-up secrets were given to the server; here is where they came out again. */
export interface CanaryFacts {
  /** Variables or headers that carried one. */
  readonly planted: readonly string[];
  /** What was searched, in words. */
  readonly searched: readonly string[];
  /** The log could be read: its own streams for stdio, its log files over HTTP. */
  readonly readsLog: boolean;
  readonly leaks: readonly CanaryLeak[];
}

export interface CanaryLeak {
  readonly carrier: string;
  readonly where: 'stderr' | 'stdout' | 'log' | 'answer';
  readonly form: 'as it is' | 'encoded';
  /** The line, the made-up secret replaced by `[canary]`. */
  readonly quote: string;
}

export interface ToolListFacts {
  /** Name and input schema of each tool, as listed. */
  readonly tools: readonly JsonObject[];
  /** Why there is no list. */
  readonly absent?: string;
}

export interface VerifySummary {
  readonly summary: CheckSummary;
  readonly durationMs: number;
  readonly against: readonly { readonly id: string; readonly title: string; readonly status: 'fail' | 'warn'; readonly evidence: readonly EvidenceItem[] }[];
}

export interface StartFacts {
  /** One per process or session that was opened at the same moment. */
  readonly starts: readonly { readonly turn?: Turn; readonly failure?: string; readonly ms: number }[];
}

export interface ParsedFilesFacts {
  readonly files: readonly {
    readonly path: string;
    readonly what: string;
    readonly faults: readonly { readonly message: string; readonly line?: number; readonly quote?: string }[];
  }[];
  readonly folder: string;
}

/** One line of the checklist's small print: pure, judged once. */
export interface PreflightCheck<K extends PreflightFactKind = PreflightFactKind> {
  /** Published, never renamed: `pre.health-status`. */
  readonly id: string;
  readonly item: PreflightItem;
  /** What a good server does, at most 90 characters, no full stop. */
  readonly title: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** What to change, one sentence; a judgement may give a better one. */
  readonly fix: string;
  readonly transports?: readonly Transport[];
  readonly needs: K;
  readonly judge: (facts: PreflightFacts[K], run: PreflightRun) => Judgement;
}

/** A check with its facts forgotten, as the engine holds it. */
export type AnyPreflightCheck = Omit<PreflightCheck, 'judge'> & { readonly judge: (facts: never, run: PreflightRun) => Judgement };
