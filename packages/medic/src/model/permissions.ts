import type { Known, Platform } from './client.ts';
import type { ClientId } from './ids.ts';
import type { Json } from './json.ts';
import type { ConfigFormat } from './source.ts';

export type PermissionDecision = 'allow' | 'ask' | 'deny';

/** How a client lets a person rule which MCP tools run unasked. A client without these facts gets advice in words. */
export interface PermissionFacts {
  /** What happens to a tool no rule names. `ask-unless-read-only`: the client believes `readOnlyHint`. */
  readonly unlisted: 'ask' | 'allow' | 'ask-unless-read-only';
  readonly names: RuleNames;
  /** Which of several matching rules counts. `strictest`: deny before ask before allow. `last`: the one written last. */
  readonly order: 'strictest' | 'last';
  /** Where rules stand; the first that can be written is the default. */
  readonly places: readonly RulePlace[];
  /** Rules are words on the command line, not a file: `--allow-tool={rule}`. */
  readonly flags?: Readonly<Partial<Record<PermissionDecision, string>>>;
  readonly notes?: readonly string[];
  readonly known: Known;
}

/** How a rule names a tool. */
export interface RuleNames {
  /** `mcp__{server}__{tool}`. */
  readonly template: string;
  /** Characters of server and tool that stay, as the inside of a character class; others become `_`. Absent: all stay. */
  readonly keeps?: string;
  /** The client shortens longer names, so that no rule can be sure of them. */
  readonly maxLength?: number;
  /** What `*` in a rule stands for: nothing special, any text anywhere, any text at the end. */
  readonly star: 'none' | 'anywhere' | 'end';
  /** Rules without `*` that mean every tool of the server. */
  readonly wholeServer?: readonly string[];
  /** Rules the client accepts and passes over. `when` is a JavaScript pattern. */
  readonly ignored?: readonly { readonly when: string; readonly decision?: PermissionDecision; readonly because: string }[];
}

/** A file with rules, and where in it they stand. */
export interface RulePlace {
  readonly scope: string;
  /** A path template, or `entry`: the file the server's entry stands in. */
  readonly path: string | Partial<Record<Platform, string>>;
  /** With `entry`: scopes of entries whose file can hold rules; all when left out. */
  readonly entryScopes?: readonly string[];
  readonly format: ConfigFormat;
  readonly fromProject?: boolean;
  /** False: rules there count, and mcp-medic does not write there. */
  readonly writes?: boolean;
  readonly slots: readonly RuleSlot[];
  /** The rule for tools nobody has named, where `unlisted` would let them run: written once. */
  readonly rest?: { readonly at: readonly string[]; readonly value: Json };
  /** Lists that must be there for the file to be read. */
  readonly needs?: readonly (readonly string[])[];
}

/**
 * One way to write a decision. `{entry}` as first step stands for the path of the server's entry; `{server}`, `{tool}` and
 * `{rule}` are filled in. With `item`, a list at `at` holds one item for each tool; otherwise `value` stands at `at`.
 */
export interface RuleSlot {
  readonly decision: PermissionDecision;
  readonly at: readonly string[];
  readonly item?: Json;
  readonly value?: Json;
  /** The rule is about every tool of the server; never written. */
  readonly covers?: 'server';
}

/** A tool as the server lists it, reduced to what a judgement needs. Strings are the server's own: hostile, and not redacted. */
export interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly string[];
  readonly annotations: {
    readonly readOnly?: boolean;
    readonly destructive?: boolean;
    readonly openWorld?: boolean;
  };
}

export type ToolClass = 'read-only' | 'writing' | 'destructive' | 'unclear';

/** What is known of one tool, and how. */
export interface ToolJudgement {
  /** As the server sent it, redacted and cut. */
  readonly name: string;
  readonly class: ToolClass;
  /** `annotations`: the server says so, which is a hint. `guess`: from name, description and schema. `both`: annotations and name. */
  readonly basis: 'annotations' | 'guess' | 'both';
  /** One sentence. */
  readonly why: string;
  /** Annotation and name contradict each other, or the name cannot be put into a rule: always asked. */
  readonly doubt?: string;
  /** It reaches beyond the machine and its own data, or does not say that it does not. */
  readonly openWorld: boolean;
}

export interface PermissionRow extends ToolJudgement {
  readonly decision: PermissionDecision;
  /** As the client writes it; absent when no rule is written. */
  readonly rule?: string;
  /** `add`: the rule is new. `kept`: a rule of the user stands. `none`: the client does it unasked, or no rule can be written. */
  readonly action: 'add' | 'kept' | 'none';
  /** Why this action, when it is not `add`. */
  readonly note?: string;
}

/** A rule that stands in a file of the client and concerns this server. */
export interface ExistingRule {
  readonly decision: PermissionDecision;
  readonly text: string;
  readonly file: string;
  /** Names of the tools it matches now. */
  readonly tools: readonly string[];
}

export interface PermissionFinding {
  readonly kind: 'allows-destructive' | 'conflict' | 'matches-nothing' | 'wider-than-it-says' | 'other-servers' | 'ignored-by-client' | 'looser-than-proposed';
  readonly message: string;
  readonly rule: string;
  readonly file: string;
}

/** Answer of `permissions`. Scripts depend on it. */
export interface PermissionsResult {
  readonly schema: 'mcp-medic/permissions@1';
  readonly version: string;
  readonly client: ClientId;
  readonly clientName: string;
  readonly server: string;
  /** Why the list of tools is not whole. */
  readonly incomplete?: string;
  readonly tools: readonly PermissionRow[];
  /** The rule for tools that come later. */
  readonly rest?: { readonly rule: string; readonly action: 'add' | 'kept' };
  readonly existing: readonly ExistingRule[];
  readonly findings: readonly PermissionFinding[];
  /** Where the new rules go; absent when there is nothing to write or no file to write it to. */
  readonly target?: { readonly file: string; readonly scope: string; readonly isNew: boolean; readonly diff: string; readonly snippet: string };
  /** Words for the command line, for clients that take rules there. */
  readonly flags?: readonly string[];
  /** Why nothing can be written by mcp-medic, and what else a person should know. */
  readonly advice: readonly string[];
  readonly applied?: { readonly undo: string; readonly next: string } | { readonly refused: string };
  readonly known?: Known;
}
