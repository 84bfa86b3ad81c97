import type { ClientId } from './ids.ts';
import type { Json } from './json.ts';
import type { Loss } from './description.ts';
import type { Transport } from './client.ts';
import type { ClientWord } from './result.ts';
import type { Finding } from './verdict.ts';

/** `config add`, `convert` and `remove`: one change per client and server, in the order asked for. Secrets are replaced. */
export interface ConfigChangeResult {
  readonly schema: 'mcp-medic/config-change@1';
  readonly action: 'add' | 'convert' | 'remove';
  /** What the source was read as, and what is to be known about how. */
  readonly source?: { readonly kind: string; readonly notes: readonly string[] };
  readonly changes: readonly ConfigChange[];
}

export interface ConfigChange {
  readonly client: ClientId;
  readonly server: string;
  readonly scope?: string;
  readonly path?: string;
  /** `unchanged`: it stands there already. `shown`: `--dry-run` or `--snippet`. `refused` and `declined`: nothing was written. */
  readonly outcome: 'added' | 'replaced' | 'removed' | 'unchanged' | 'shown' | 'declined' | 'refused';
  /** One sentence: what was done, or why nothing was. */
  readonly detail: string;
  /** The change of the config file; one change may hold several servers. */
  readonly diff?: string;
  /** What to paste, with `--snippet`. */
  readonly snippet?: string;
  /** The entry as it stands in the file. */
  readonly entry?: Json;
  /** What the client's notation cannot say of the server. */
  readonly losses: readonly Loss[];
  readonly notes: readonly string[];
  /** Takes the change back: `mcp-medic undo <id>`. */
  readonly undo?: string;
  /** What the user does in the client so that it takes effect, in order. */
  readonly next: readonly string[];
  /** What the installed client itself says of the server, with `--check`. */
  readonly check?: ClientWord;
}

/** `config paths`. */
export interface ConfigPathsResult {
  readonly schema: 'mcp-medic/config-paths@1';
  readonly files: readonly {
    readonly client: ClientId;
    readonly scope: string;
    readonly path: string;
    readonly format: string;
    /** Where the servers stand in it: `mcpServers`. */
    readonly key: string;
    readonly exists: boolean;
    readonly servers: number;
  }[];
}

/** `config list` and `config show`. */
export interface ConfigListResult {
  readonly schema: 'mcp-medic/config-list@1';
  readonly servers: readonly ListedServer[];
}

export interface ListedServer {
  readonly client: ClientId;
  readonly scope: string;
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly transport: Transport | 'http-then-sse' | 'unknown';
  /** The command line or the URL, secrets replaced. */
  readonly target: string;
  readonly state: 'loads' | 'switched-off' | 'not-loaded';
  /** Why it does not load. */
  readonly reason?: string;
  /** The entry as written, secrets replaced; with `show`. */
  readonly entry?: Json;
}

/** `config validate`. */
export interface ConfigValidateResult {
  readonly schema: 'mcp-medic/config-validate@1';
  readonly files: readonly {
    readonly client: ClientId;
    readonly path: string;
    readonly servers: number;
    readonly findings: readonly (Finding & { readonly server?: string })[];
  }[];
}
