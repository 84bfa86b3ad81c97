import type { ClientId } from './ids.ts';
import type { JsonObject } from './json.ts';
import type { ConfigFormat } from './source.ts';
import type { PermissionFacts } from './permissions.ts';
import type { ConfigFileFacts, EntryFacts, HostFacts } from './evidence.ts';

export type Platform = 'darwin' | 'win32' | 'linux';
export type Transport = 'stdio' | 'http' | 'sse';

/** How a fact about somebody else's program is known. Auto-fix never relies on less than `docs`. */
export type Known = 'tested' | 'code' | 'docs' | 'third-party' | 'recalled';

/**
 * One place where a client keeps servers.
 *
 * Path templates: `~` home, `{project}` the project folder, `{ancestors}` the project folder and each of its parents
 * (nearest first), `%NAME%` a Windows folder variable, `*` one file-name part (directory listing). `/` separates on every
 * system. An environment variable that moves a folder stands in braces with the folder it replaces:
 * `{$CODEX_HOME|~/.codex}/config.toml` is `$CODEX_HOME/config.toml` when CODEX_HOME is set, else `~/.codex/config.toml`;
 * `{$CLAUDE_CONFIG_DIR|~}/.claude.json`. Alternatives chain: `{$A|$B|~/.config}`. `clients/path-template.ts` reads them.
 */
export interface ClientFile {
  readonly scope: string;
  /** One template for every system, or one per system; a system left out has no such file. */
  readonly path: string | Partial<Record<Platform, string>>;
  readonly format: ConfigFormat;
  /** Path of the server map or list; `{project}` stands for the absolute project folder (or its git root) as a key. */
  readonly servers: readonly string[];
  /** Further paths the client accepts in the same file (Warp: `servers`, `mcp_servers`). */
  readonly alsoServers?: readonly (readonly string[])[];
  /** `map`: name to entry. `list`: entries that carry their own `name`. */
  readonly shape: 'map' | 'list';
  /** True for files that come with a cloned repository: their commands are never started without consent. */
  readonly fromProject?: boolean;
  /** Lower wins when the same name stands in several files of this client. */
  readonly precedence: number;
  /**
   * Other clients read a file of this name too: its presence alone does not show that this client is in use, and a
   * server map under another client's key is no fault of it.
   */
  readonly shared?: boolean;
  /** Of several files of one scope, or where none is there yet, the one to write into. */
  readonly preferred?: boolean;
  /** Facts of the client that are otherwise for entries of this file. */
  readonly differs?: { readonly dialect?: EntryDialect; readonly expansion?: ExpansionFacts; readonly parser?: ParserFacts };
  readonly known: Known;
}

/** A place where people put servers and this client does not look. */
export interface UnreadFile {
  readonly path: string | Partial<Record<Platform, string>>;
  readonly format: ConfigFormat;
  readonly servers: readonly string[];
  /** Where the client looks instead, as a template: `~/.claude.json`. */
  readonly insteadOf: string;
  readonly known: Known;
}

/** How an entry is written in this client's files. */
export interface EntryDialect {
  /** `array`: command and arguments in one list (opencode). */
  readonly command: 'string' | 'array';
  /** Field names; leave out what the client has not. `url` in order of the client's preference. */
  readonly fields: {
    readonly type?: string;
    readonly command: string;
    readonly args?: string;
    readonly env?: string;
    readonly cwd?: string;
    /** Field naming a file of variables; the entry's own ones win over those of the file. */
    readonly envFile?: string;
    readonly url: readonly string[];
    readonly headers?: string;
    readonly timeout?: { readonly name: string; readonly unitMs: number; readonly affectsConnect: boolean };
    readonly enabled?: string;
    readonly disabled?: string;
    /** Field holding the name of an environment variable with the bearer token (Codex). */
    readonly bearerTokenEnvVar?: string;
    /** Field holding header name → environment variable name (Codex). */
    readonly envHeaders?: string;
    /** Field listing names of variables to pass on from the client's environment (Codex, Goose). */
    readonly envVars?: string;
  };
  /**
   * Accepted words of the type field → transport; the first word of a transport is the one to write. Empty when the client
   * has no such field.
   */
  readonly types: Readonly<Record<string, Transport>>;
  /** Type words the client accepts for connections outside this model: `ws`, Goose's `builtin`. Neither wrong nor checked. */
  readonly otherTypes?: readonly string[];
  /** An entry may hold its connection fields one level down, below this key (Cline's CLI writes `transport`). */
  readonly nested?: string;
  /** Fields that show that the command comes from elsewhere (a Zed extension): the entry is not wrong for lacking one. */
  readonly suppliedElsewhere?: readonly string[];
  /** Transport of a URL field by its name, where the name decides (`httpUrl` → http, Qwen's `url` → sse). */
  readonly urlFieldTransport?: Readonly<Record<string, Transport>>;
  /** What the client does with a URL and no type. */
  readonly urlWithoutType: Transport | 'http-then-sse' | 'skipped' | 'refused' | 'stdio';
  /** True when an entry without a type word is refused although it has a command. */
  readonly typeRequired?: boolean;
  /** Known fields the client accepts and ignores; people rely on them in vain. */
  readonly ignored?: readonly string[];
  /** Fields whose mere presence makes the client refuse, with the effect of `wrongValueType`; value: what to write instead. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What the client does with a URL and a command in one entry. Left out: its type word decides. */
  readonly urlAndCommand?: 'url-wins' | 'command-wins' | 'entry' | 'file';
  /** Without its file of variables an entry is not started. Left out: nobody knows, and it is started. */
  readonly needsEnvFile?: boolean;
  /** Fields the client knows besides `fields`; anything else may be a misspelling. */
  readonly others?: readonly string[];
  /** What a wrong value type does: this entry is dropped, the whole file is refused, the value is accepted. */
  readonly wrongValueType: 'entry' | 'file' | 'accepted';
  /** What an unknown field does. */
  readonly unknownField: 'ignored' | 'warned' | 'entry' | 'file';
  /** Headers stand one level down, below this key (Continue: `requestOptions`). */
  readonly headersBelow?: string;
  /** Fields that list tool names: those that are offered and no others, those left out, those that may run without asking. */
  readonly toolLists?: { readonly only?: string; readonly without?: string; readonly approved?: string };
  /** Remote servers cannot be written in this client's file (Claude Desktop). */
  readonly noRemote?: { readonly instead: string; readonly wholeFileRefused: boolean };
  readonly known: Known;
}

export interface ParserFacts {
  readonly bom: 'accepted' | 'refused';
  readonly comments: 'accepted' | 'refused';
  readonly trailingComma: 'accepted' | 'refused';
  readonly known: Known;
}

export interface ExpansionFacts {
  /**
   * Patterns the client replaces. `env-name-value`: an env value equal to a variable's name (Copilot CLI). `$(command)`:
   * a command's output (Crush). `{{USER_VAR}}`: per-user values of the client itself (LibreChat).
   */
  readonly syntax: readonly (
    | '$VAR'
    | '${VAR}'
    | '${VAR:-default}'
    | '${env:VAR}'
    | '{env:VAR}'
    | '{file:path}'
    | '${file:path}'
    | '%VAR%'
    | '~'
    | '${{ secrets.VAR }}'
    | '{{USER_VAR}}'
    | '${input:x}'
    | '${config:x}'
    | '${command:x}'
    | '${workspaceFolder}'
    | '${workspaceFolderBasename}'
    | '${pathSeparator}'
    | '${/}'
    | '${userHome}'
    | '$(command)'
    | 'env-name-value'
  )[];
  readonly where: readonly ('command' | 'args' | 'env' | 'cwd' | 'url' | 'headers')[];
  /** Places at which only some of the patterns are replaced (Amazon Q). */
  readonly only?: Partial<Readonly<Record<ExpansionFacts['where'][number], ExpansionFacts['syntax']>>>;
  /** What stands there when the variable is not set. */
  readonly unset: 'literal' | 'empty' | 'entry-refused' | 'file-refused';
  /** The same for values of `env`, where that differs (Gemini CLI: empty there, literal in arguments). */
  readonly unsetInEnv?: 'literal' | 'empty';
  /** The URL must be valid as written, before anything is replaced; what happens otherwise (Copilot CLI). */
  readonly urlCheckedFirst?: 'entry-refused' | 'file-refused';
  readonly known: Known;
}

export interface LaunchFacts {
  /** `all`; `sdk`: six names on POSIX, twelve on Windows; `names`: an own list; `no-secrets`: all but secret-looking names. */
  readonly env: 'all' | 'sdk' | 'no-secrets' | { readonly names: readonly string[] };
  /** Variables the client adds. Values are examples where they vary; `{project}` stands for the project folder. */
  readonly adds?: Readonly<Record<string, string>>;
  /** `terminal`: the PATH of the shell it was started from. `session`: that of the desktop login session. */
  readonly path: 'terminal' | 'session';
  readonly cwd: 'project' | 'home' | 'config-dir' | 'root-or-unknown';
  readonly honoursCwdField: boolean;
  /** The client's own environment wins over the entry's `env` on the same name (Amazon Q). */
  readonly parentWins?: boolean;
  /** PATH in the entry's `env` is appended to the PATH the child gets, not put in its place (VS Code). */
  readonly appendsPath?: boolean;
  /** Variables an entry may not set; they are left out with a warning (Goose). `LD_*` stands for a prefix. */
  readonly refusesEnv?: readonly string[];
  /** A command string with spaces is split into words (mcporter). */
  readonly splitsCommand?: boolean;
  /** On Windows: does the client start `.cmd`/`.bat` shims (npx) by itself? */
  readonly windowsShims: 'resolves' | 'wraps-in-cmd' | 'fails' | 'unknown';
  /** An application sandbox (snap, flatpak, App Sandbox) may stand between client and program. */
  readonly sandboxed?: string;
  readonly known: Known;
}

export interface HandshakeFacts {
  /** First message a server sees. */
  readonly first: 'initialize' | 'server/discover';
  /** After this much silence on the discover probe the client sends `initialize` on the same process or connection. */
  readonly discoverFallbackMs?: { readonly stdio: number; readonly http: number };
  /** Starts the process again without the probe when it exits on it. */
  readonly respawnsAfterProbeExit?: boolean;
  /** `protocolVersion` in `initialize`. */
  readonly offers: string;
  /** `known`: an answer outside the five legacy revisions ends the connection. `any`: it does not (rmcp). */
  readonly accepts: 'known' | 'any';
  readonly clientInfo: { readonly name: string; readonly version: string };
  readonly capabilities?: Readonly<Record<string, unknown>>;
  /** Version offered on stdio where that differs from HTTP (Cline). */
  readonly offersOnStdio?: string;
  /** False when connecting succeeds without listing tools. */
  readonly listsTools: boolean;
  readonly known: Known;
}

export interface HttpFacts {
  /** Extra attempt when Streamable HTTP fails. */
  readonly fallback: 'sse' | 'none';
  readonly sse: boolean;
  /** Redirects of the POST that keep method and body. Others turn it into a GET. */
  readonly follows: 'same-origin' | 'any';
  readonly userAgent: string;
  /** Sends `MCP-Protocol-Version` after initialize. */
  readonly sendsVersionHeader: boolean;
  /** Environment proxies used, also for loopback addresses. */
  readonly proxy: 'env' | 'env-also-loopback' | 'none' | 'unknown';
  /** Trust store: Node's own list, the system's, or both; which variables add to it. */
  readonly trust: 'bundled' | 'system' | 'bundled+system' | 'unknown';
  readonly extraCaVariable?: string;
  readonly oauth: boolean;
  readonly known: Known;
}

export interface TimeoutFacts {
  /** How long the client waits for a connection, in ms. */
  readonly connectMs: number;
  /** The client's own list or status command gives up sooner and prints a failure that is none (Gemini: 5000). */
  readonly listCommandMs?: number;
  readonly listCommand?: string;
  /** How `listCommandMs` is known, where that differs from `known`. */
  readonly listKnown?: Known;
  /** Attempts before the client gives up, each as long as `connectMs` (Continue: 2). */
  readonly attempts?: number;
  /** Environment variable of the client that replaces `connectMs`, in ms (Claude Code: MCP_TIMEOUT). */
  readonly variable?: string;
  /** How the user raises the limit, as one sentence with the exact name. */
  readonly raise?: string;
  readonly known: Known;
}

/** What a client's own status command says of one server. `listed`: it has the entry; the command does not connect. */
export type StatusWord = 'connected' | 'failed' | 'needs-login' | 'pending' | 'listed';

/** The client's own command that tells how its servers do. */
export interface StatusCommand {
  readonly argv: readonly [program: string, ...words: string[]];
  /** Variables for the command alone, such as one that keeps it from loading something from the network. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * `lines`: a server's line starts with this pattern, in which `{name}` stands for its name. `json`: an object whose `name` is that
   * of the server, in a list that is the document or one of its members; `field` of it holds the word.
   */
  readonly answer: { readonly kind: 'lines'; readonly pattern: string } | { readonly kind: 'json'; readonly field: string };
  /** Marks in the rest of the line or in the field, in the order in which they decide; without any of them there is no word. */
  readonly marks: readonly (readonly [mark: string, word: StatusWord])[];
  /** How long the command may take, ms; it waits for every server it lists. */
  readonly limitMs: number;
  readonly known: Known;
}

export interface LogPlace {
  /**
   * Path template as in ClientFile; `{server}` stands for the server's name, `*` for one file-name part,
   * `{project-slug}` for the project folder with everything but letters and digits as `-` (filled in by
   * `expandPathTemplate`).
   */
  readonly path: string | Partial<Record<Platform, string>>;
  readonly what: 'server' | 'client';
  readonly known: Known;
}

export interface NameRules {
  /** A JavaScript pattern a server name must match, when the client enforces one at run time. */
  readonly pattern?: string;
  readonly reserved?: readonly string[];
  readonly advice?: string;
  readonly known: Known;
}

/** Why a client will not start an entry that is well written. */
export interface Gate {
  readonly cause: 'server-disabled' | 'approval-or-trust-pending';
  /** One sentence with the user's own file and value: `.claude/settings.json:4 lists "x" in disabledMcpjsonServers`. */
  readonly because: string;
  readonly where?: string;
  readonly quote?: string;
  /** What the user does to let it start. */
  readonly todo: string;
}

/** What an approval function may look at: other files of the client, already read. No fs of its own. */
export interface GateContext {
  readonly platform: Platform;
  readonly home: string;
  readonly project: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Root of the git repository around `project`, when there is one: some clients keep a project under that path. */
  readonly gitRoot?: string;
  /** Text and parsed value of a state file of the client, by path template; undefined when absent or unreadable. */
  readonly state: (template: string) => { readonly path: string; readonly text: string; readonly value: unknown } | undefined;
}

/** What counts when an entry is written rather than read. */
export interface WritingFacts {
  /** When the type word is written: always, for remote servers, or only where the client needs it (left out). */
  readonly type?: 'always' | 'remote';
  /** Members that this client's own entries carry, and that it needs: `{ tools: ['*'] }`. `{name}` stands for the server's name. */
  readonly adds?: JsonObject;
  /** What a file of this client holds besides servers when it is made: `{ $schema: … }`. `{name}` stands for the server's name. */
  readonly newFile?: JsonObject;
  /** Name of a new file in a folder that takes any name, in place of `*`. `{name}` stands for the server's name. */
  readonly fileName?: string;
  /** Where values that the client asks for are declared: a list of `promptString` objects below this key (VS Code). */
  readonly inputs?: string;
  readonly known: Known;
}

export interface ClientDefinition {
  readonly id: ClientId;
  readonly name: string;
  /** Where the facts come from, with the version or page and the date they were checked. */
  readonly checked: string;
  /** `cli` clients run in the user's shell, `app` clients on the desktop. */
  readonly kind: 'cli' | 'app';
  readonly files: readonly ClientFile[];
  readonly unread?: readonly UnreadFile[];
  /** Files that `gate` needs besides the config files, as path templates. */
  readonly stateFiles?: readonly string[];
  readonly parser: ParserFacts;
  readonly dialect: EntryDialect;
  readonly expansion: ExpansionFacts;
  readonly writing?: WritingFacts;
  readonly launch: LaunchFacts;
  readonly handshake: HandshakeFacts;
  readonly http: HttpFacts;
  readonly timeout: TimeoutFacts;
  readonly names?: NameRules;
  readonly limits?: {
    readonly tools?: number;
    readonly toolNameLength?: number;
    readonly combinedNameLength?: number;
    readonly toolNamePattern?: string;
    readonly known: Known;
  };
  readonly permissions?: PermissionFacts;
  /** What a person does about permissions where the client takes no rules from a file. */
  readonly permissionAdvice?: string;
  readonly logs: readonly LogPlace[];
  /** Absent for clients that cannot be asked from a command line. */
  readonly status?: StatusCommand;
  /** What the user does after an edit: `quit Claude Desktop completely and start it again`. */
  readonly reload: string;
  /** Names of the running program, lower case, to find processes older than the last edit. */
  readonly processes?: readonly string[];
  readonly gate?: (entry: EntryFacts, file: ConfigFileFacts, context: GateContext) => Gate | undefined;
  /** Its files count only when no detected client reads them (`mcp-json-generic`). */
  readonly onlyUnclaimed?: boolean;
  /** Folders whose presence shows that the client is installed, as path templates. */
  readonly installed?: readonly (string | Partial<Record<Platform, string>>)[];
  /** Host conditions under which this client behaves otherwise; data for people, not for code. */
  readonly notes?: readonly string[];
}

export type { HostFacts };
