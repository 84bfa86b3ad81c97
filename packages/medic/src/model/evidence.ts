import type { Gate, Platform, Transport } from './client.ts';
import type { ClientId } from './ids.ts';
import type { ConfigPath, Json } from './json.ts';
import type { HttpSession, StdioSession } from './session.ts';
import type { ConfigFormat, SyntaxIssue } from './source.ts';
import type { DockerFacts, NeighbourFacts, NetworkFacts, OAuthFacts, PortFacts, TlsFacts } from './surroundings.ts';

/**
 * Everything rules may look at, one kind per collector. Plain JSON, secrets already replaced, so that it can be stored,
 * replayed and shown. All instants are ISO 8601 UTC, all durations milliseconds.
 */
export interface EvidenceMap {
  readonly host: HostFacts;
  readonly client: ClientFacts;
  /** The file the entry stands in. */
  readonly file: ConfigFileFacts;
  readonly entry: EntryFacts;
  readonly siblings: SiblingFacts;
  readonly program: ProgramFacts;
  /** What happened when the server was connected the way this client does it. */
  readonly session: StdioSession | HttpSession;
  /** The same server in the other protocol era, in a fresh process or connection. */
  readonly otherEra: StdioSession | HttpSession;
  readonly network: NetworkFacts;
  readonly tls: TlsFacts;
  readonly neighbours: NeighbourFacts;
  readonly oauth: OAuthFacts;
  readonly docker: DockerFacts;
  readonly port: PortFacts;
  readonly processes: ClientProcessFacts;
  readonly logs: LogFacts;
  readonly tools: ToolFacts;
}

export type EvidenceKind = keyof EvidenceMap;

/** What a collector has to say about one kind. `skipped` carries why, so that a report never claims what nobody looked at. */
export type Collected<K extends EvidenceKind = EvidenceKind> =
  | { readonly state: 'ok'; readonly value: EvidenceMap[K] }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'skipped'; readonly reason: string };

/** Evidence of one server, as stored for replay. A kind that is absent was not collected. */
export type Evidence = { readonly [K in EvidenceKind]?: Collected<K> } & { readonly signs?: readonly SignHit[] };

/** A recognised piece of text: which rule's sign, where, and what it captured. Made by `collect/signs.ts` only. */
export interface SignHit {
  readonly rule: string;
  readonly sign: string;
  readonly source: 'stderr' | 'stdout' | 'http-body' | 'rpc-error' | 'client-log' | 'docker' | 'pasted';
  /** Line within that source, from 1. */
  readonly line: number;
  /** The line, redacted and cut to 300 characters. */
  readonly quote: string;
  readonly groups: Readonly<Record<string, string>>;
}

export interface HostFacts {
  readonly platform: Platform;
  readonly arch: string;
  readonly node: string;
  readonly now: string;
  readonly isWsl?: boolean;
  readonly isContainer?: boolean;
  /** Folders on our own PATH, that of the terminal the doctor runs in. */
  readonly path: readonly string[];
  /** PATH of the desktop session, for clients that start from it, and how it was found. */
  readonly sessionPath?: { readonly folders: readonly string[]; readonly from: string };
  /** Proxy variables that are set, values redacted: `HTTPS_PROXY` → `http://user:[redacted]@proxy:3128`. */
  readonly proxy: Readonly<Record<string, string>>;
  /** Names (not values) of further variables that change how clients connect: NODE_EXTRA_CA_CERTS, MCP_TIMEOUT … */
  readonly notableEnv: Readonly<Record<string, string>>;
  /** Names, never values, of all variables of our own environment: what a client need not pass on. */
  readonly variableNames?: readonly string[];
}

/** What rules need to know of the client definition, copied as data so that rules stay independent of `clients/`. */
export interface ClientFacts {
  readonly id: ClientId;
  readonly name: string;
  readonly kind: 'cli' | 'app';
  readonly connectMs: number;
  readonly raiseTimeout?: string;
  readonly listCommandMs?: number;
  readonly listCommand?: string;
  readonly reload: string;
  readonly expansionSyntax: readonly string[];
  readonly typeWords: Readonly<Record<string, Transport>>;
  /** Every name of the URL field, and the transport of those names that decide it whatever the type says (`httpUrl`). */
  readonly urlFields?: readonly { readonly name: string; readonly transport?: Transport }[];
  readonly fields: {
    readonly type?: string;
    readonly command: string;
    readonly args?: string;
    readonly env?: string;
    readonly cwd?: string;
    readonly url?: string;
    readonly headers?: string;
    readonly timeout?: { readonly name: string; readonly unitMs: number; readonly affectsConnect?: boolean };
  };
  readonly commandShape: 'string' | 'array';
  readonly env: 'all' | 'sdk' | 'no-secrets' | 'names';
  readonly honoursCwdField: boolean;
  readonly windowsShims: 'resolves' | 'wraps-in-cmd' | 'fails' | 'unknown';
  readonly first: 'initialize' | 'server/discover';
  readonly offers: string;
  readonly sse: boolean;
  readonly oauth: boolean;
  readonly extraCaVariable?: string;
  readonly sandboxed?: string;
  readonly remote: 'supported' | { readonly instead: string };
  readonly limits?: { readonly tools?: number; readonly toolNameLength?: number; readonly combinedNameLength?: number; readonly toolNamePattern?: string };
}

export interface ConfigFileFacts {
  readonly client: ClientId;
  readonly scope: string;
  readonly path: string;
  readonly state: 'ok' | 'absent' | 'unreadable' | 'invalid' | 'ignored-by-client';
  readonly format: ConfigFormat;
  readonly fromProject: boolean;
  /** Why it could not be read: errno, `too large`, `not a regular file`. */
  readonly unreadable?: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'invalid-utf-8';
  readonly bom: boolean;
  readonly modifiedAt?: string;
  readonly issues: readonly SyntaxIssue[];
  /** The subset of `issues` (by index) and of encoding facts that make THIS client refuse or ignore the file. */
  readonly refusedFor: readonly ('bom' | 'encoding' | number)[];
  /** The source line of each issue, redacted, by issue index. */
  readonly issueLines: readonly string[];
  /** Where the client expects its servers: `["mcpServers"]`. */
  readonly serversAt: ConfigPath;
  /** A key that looks like a server map under another name. */
  readonly wrongRootKey?: { readonly found: ConfigPath; readonly line: number };
  /** The value at `serversAt` is neither the map nor the list that the client expects there. */
  readonly wrongShape?: { readonly expected: 'map' | 'list'; readonly line: number };
  /** The client does not read this file; where it looks instead. */
  readonly insteadOf?: string;
  readonly serverNames: readonly string[];
}

/** A part of an entry whose shape the client does not accept. */
export interface EntryProblem {
  /** Relative to the entry: `['args']`. */
  readonly at: ConfigPath;
  readonly line: number;
  readonly kind:
    | 'wrong-type'
    | 'missing'
    | 'unknown-field'
    | 'unknown-type-word'
    | 'type-missing'
    | 'both-url-and-command'
    | 'neither-url-nor-command'
    | 'remote-not-supported'
    | 'type-contradicts'
    | 'bad-url';
  readonly expected?: string;
  readonly found?: string;
  /** The accepted spelling, when one is near. */
  readonly suggestion?: string;
  /** What the client does because of it. */
  readonly effect: 'entry-dropped' | 'file-refused' | 'ignored' | 'warned' | 'treated-otherwise';
  /** The line of the file, trimmed, redacted and cut to 300 characters. */
  readonly source: string;
}

/** Something about a value that can be seen before anything is started. */
export interface ValueNote {
  readonly at: ConfigPath;
  readonly line: number;
  readonly kind:
    | 'empty'
    | 'whitespace-edge'
    | 'newline-inside'
    | 'quoted-twice'
    | 'smart-quotes'
    | 'placeholder'
    | 'variable-unset'
    | 'variable-syntax-unsupported'
    | 'tilde'
    | 'whole-command-line'
    | 'option-and-value-in-one'
    | 'backslash-lost'
    | 'bearer-missing'
    | 'bearer-twice'
    | 'control-character'
    /** Only the client can fill it in: a prompt, its own store, a command. `shown` is the reference; no plan is made. */
    | 'known-to-client-only';
  /** The value, or the offending part of it, redacted. */
  readonly shown: string;
  /** The file it stands in when that is an env file and not the entry's own; `line` is then of that file. */
  readonly file?: string;
  readonly variable?: string;
  /** What the value would be without the fault, when that is certain and no secret: `["-y", "server"]`. */
  readonly suggestion?: Json;
}

/** The file of variables an entry names. `names`: of the variables in it; `near`: a file of nearly that name beside it. */
export interface EnvFileFacts {
  readonly path: string;
  readonly state: 'read' | 'absent' | 'unreadable';
  readonly names: readonly string[];
  readonly near?: string;
}

/** The same for a file that an argument names, for the program itself to read: `node --env-file=…`, `docker run --env-file …`. */
export interface ArgumentEnvFile extends EnvFileFacts {
  /** `--env-file-if-exists`: its absence is no fault. */
  readonly flag: '--env-file' | '--env-file-if-exists';
  /** Index of the argument that holds the path, and the path as it stands there. */
  readonly index: number;
  readonly written: string;
}

export interface EntryFacts {
  readonly client: ClientId;
  readonly scope: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Path of the entry in its file. */
  readonly at: ConfigPath;
  readonly fromProject: boolean;
  /** The entry as written, secrets replaced. */
  readonly written: Json;
  /** What the client makes of it after expansion, secrets replaced. */
  readonly effective: {
    readonly transport: Transport | 'http-then-sse' | 'unknown';
    readonly command?: string;
    readonly args?: readonly string[];
    /** Name → redacted value; only the entry's own variables. */
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly url?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly connectMs: number;
  };
  readonly envFile?: EnvFileFacts;
  /** Files of variables that its arguments name. */
  readonly argumentEnvFiles?: readonly ArgumentEnvFile[];
  readonly problems: readonly EntryProblem[];
  readonly notes: readonly ValueNote[];
  readonly loads:
    | { readonly state: 'loads' }
    | { readonly state: 'gated'; readonly gate: Gate }
    | { readonly state: 'dropped'; readonly why: 'entry-shape' | 'file-refused' | 'file-not-read' | 'shadowed'; readonly by?: string };
}

/** Other entries that matter for this one. */
export interface SiblingFacts {
  /** Same name in another file of the same client, and who wins. */
  readonly sameName: readonly {
    readonly file: string;
    readonly line: number;
    readonly scope: string;
    readonly wins: 'this' | 'that';
    readonly differs: boolean;
  }[];
  /** Other names that become this one after the client's normalisation (case, non-alphanumerics). */
  readonly collides: readonly { readonly name: string; readonly file: string; readonly line: number }[];
  /** Set when the client enforces a name rule and this name breaks it. */
  readonly nameRule?: { readonly pattern?: string; readonly reserved?: boolean; readonly advice?: string };
}

export interface ProgramFacts {
  /** The command as the client looks it up. */
  readonly command: string;
  readonly kind: 'bare-name' | 'absolute' | 'relative' | 'command-line' | 'tilde';
  /** Where the client finds it; absent when it does not. */
  readonly resolved?: string;
  /** Folders searched: the PATH this client gives to look-ups. */
  readonly searched: readonly string[];
  /** How that PATH is known. */
  readonly searchedFrom: string;
  /** A program of nearly that name in the folders searched, when there is none of the name itself anywhere. */
  readonly nearName?: string;
  /** Other places where a program of that name exists: version managers, Homebrew, the terminal's PATH, npm prefix … */
  readonly elsewhere: readonly { readonly path: string; readonly via: string }[];
  readonly file?: FileKind;
  /** Version manager shims and real binaries found for runtimes, with `--version` read without running: path says it. */
  readonly runtimes?: readonly { readonly name: string; readonly version: string; readonly path: string; readonly via: string }[];
  /** Arguments and cwd that look like paths. */
  readonly paths: readonly PathFacts[];
  /** Package named on the command line of npx, bunx, uvx, pipx, npm exec … */
  readonly package?: {
    readonly runner: string;
    readonly ecosystem: 'npm' | 'pypi';
    readonly name: string;
    readonly version?: string;
    readonly assumesYes: boolean;
    readonly cached?: boolean;
  };
  /** `docker run …` and podman, read from the arguments. */
  readonly container?: {
    readonly engine: string;
    readonly image?: string;
    readonly interactive: boolean;
    readonly tty: boolean;
    readonly detached: boolean;
    readonly published: readonly string[];
    readonly network?: string;
    readonly usesLocalhost: readonly string[];
  };
}

export interface FileKind {
  readonly path: string;
  readonly exists: boolean;
  readonly errno?: string;
  readonly type?: 'file' | 'directory' | 'other';
  readonly executable?: boolean;
  readonly mode?: string;
  readonly format?: 'elf' | 'mach-o' | 'pe' | 'script' | 'text' | 'empty' | 'unknown';
  readonly arch?: readonly string[];
  /** First line of a script without `#!`; and whether it ends in CR. */
  readonly shebang?: { readonly line: string; readonly carriageReturn: boolean; readonly interpreterExists: boolean };
  /** Dynamic loader an ELF program names. When it is missing, starting the program fails with ENOENT although the file is there. */
  readonly loader?: { readonly path: string; readonly exists: boolean };
  readonly quarantine?: boolean;
  readonly sizeBytes?: number;
}

export interface PathFacts {
  readonly from: 'arg' | 'cwd' | 'env' | 'command';
  /** Index of the argument or name of the variable. */
  readonly key: string;
  readonly written: string;
  readonly resolved: string;
  readonly relative: boolean;
  readonly exists: boolean;
  readonly errno?: string;
  readonly type?: 'file' | 'directory' | 'other';
  /** Absolute path of a file of nearly the same name or of the build output the path means: `dist/index.js` for `src/index.ts`. */
  readonly near?: string;
  /** Absolute path that exists when counted from the project folder, the config file's folder or home (also for `~`) instead. */
  readonly existsFrom?: string;
  /** True when the file starts as a script of another language or the folder lacks node_modules. */
  readonly missingDependencies?: boolean;
  /** True for arguments that are read as code to start (script, module entry), not as data. */
  readonly isScript: boolean;
}

export interface ClientProcessFacts {
  /** Running processes of the client that started before the config file was last changed. */
  readonly older: readonly { readonly pid: number; readonly name: string; readonly startedAt: string }[];
  readonly configModifiedAt?: string;
}

export interface LogFacts {
  readonly files: readonly { readonly path: string; readonly modifiedAt: string; readonly what: 'server' | 'client' }[];
  /** Recognised last lines are in `signs` with source `client-log`; here the last raw lines about this server, redacted. */
  readonly tail: readonly { readonly path: string; readonly line: number; readonly text: string; readonly at?: string }[];
}

export interface ToolFacts {
  readonly count: number;
  readonly tools: readonly ToolSummary[];
  /** Set when listing failed or was cut. */
  readonly incomplete?: string;
}

export interface ToolSummary {
  readonly name: string;
  /** Schema faults seen by `collect/tools.ts`, each with a JSON pointer. */
  readonly schemaFaults: readonly {
    readonly pointer: string;
    readonly kind:
      | 'not-object'
      | 'missing'
      | 'type-array-without-items'
      | 'root-combinator'
      | 'bad-ref'
      | 'external-ref'
      | 'bad-type-word'
      | 'bad-required'
      | 'bad-pattern'
      | 'bad-property-name'
      | 'too-deep'
      | 'unknown-dialect';
    readonly quote: string;
  }[];
}
