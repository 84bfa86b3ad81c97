import type { ClientDefinition, Platform } from './client.ts';
import type { ConfigFileFacts, EntryFacts, SiblingFacts } from './evidence.ts';
import type { ClientId } from './ids.ts';

/** How one client would start or dial one server: real values, secrets included. Only `collect/` may look inside. */
export type ConnectPlan = StdioPlan | HttpPlan;

export interface StdioPlan {
  readonly transport: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child, as this client composes it. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Folders in which the client looks for a bare command name. */
  readonly searchPath: readonly string[];
  readonly searchedFrom: string;
  readonly limitMs: number;
}

export interface HttpPlan {
  readonly transport: 'http' | 'sse' | 'http-then-sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Proxy variables as this client sees them. */
  readonly proxyEnv: Readonly<Record<string, string>>;
}

/** A value that must not be printed. Everything that stringifies it gets a placeholder; `reveal()` is searchable. */
export interface SecretBox<T> {
  readonly reveal: () => T;
}

/** Replaces every known secret, in any of its encodings, and everything that looks like one. */
export interface Redactor {
  readonly text: (value: string) => string;
  /** Every string in a JSON value, keys included; values of secret-looking keys are replaced whole. */
  readonly json: <T>(value: T) => T;
  readonly url: (value: string) => string;
  readonly headers: (value: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Teaches a further secret, e.g. a token found in a reply. Ignored below 6 characters. */
  readonly learn: (secret: string) => void;
}

/** An entry as discovery hands it on. */
export interface FoundEntry {
  readonly definition: ClientDefinition;
  readonly file: ConfigFileFacts;
  readonly facts: EntryFacts;
  readonly siblings: SiblingFacts;
  /** Absent when the entry cannot be connected (dropped, gated, no command and no URL). */
  readonly plan?: SecretBox<ConnectPlan>;
  readonly redactor: Redactor;
  /** For a target of the command line, which stands in no file: the text it was read from. */
  readonly typed?: SecretBox<string>;
}

/** Where to look. With `isolated`, every path lies below `home` and `project`; system-wide files are left out. */
export interface Roots {
  readonly home: string;
  readonly project: string;
  readonly platform: Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isolated: boolean;
}

export interface Discovery {
  readonly files: readonly ConfigFileFacts[];
  readonly entries: readonly FoundEntry[];
  /** Clients with a config file or an installation folder. */
  readonly detected: readonly ClientId[];
}
