import type { ConfigPath, Json } from './json.ts';

/** `env`: a file of environment variables that an entry names. */
export type ConfigFormat = 'json' | 'jsonc' | 'toml' | 'yaml' | 'env';

/** UTF-16 offsets into the decoded text without its BOM, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with the text of a file, before any client looks at its meaning. */
export interface SyntaxIssue {
  readonly kind:
    | 'syntax'
    | 'trailing-comma'
    | 'comment'
    | 'single-quotes'
    | 'smart-quotes'
    | 'missing-comma'
    | 'unescaped-backslash'
    | 'duplicate-key'
    | 'too-deep'
    | 'too-large'
    | 'empty';
  /** What a person reads, without place: `a comma is missing before "args"`. */
  readonly message: string;
  readonly span: Span;
  readonly at: Position;
  /** The least text change that removes the issue, when there is exactly one sensible one. */
  readonly repair?: { readonly span: Span; readonly text: string };
}

/** A parsed tree with places, the same for every format. */
export type ConfigNode =
  | { readonly kind: 'object'; readonly span: Span; readonly members: readonly ConfigMember[] }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly ConfigNode[] }
  | { readonly kind: 'value'; readonly span: Span; readonly value: null | boolean | number | string };

export interface ConfigMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly node: ConfigNode;
}

export interface ParsedConfig {
  readonly format: ConfigFormat;
  readonly text: string;
  readonly root: ConfigNode | undefined;
  /** `root` as plain data; `undefined` when nothing could be read. Best effort when `issues` is not empty. */
  readonly value: Json | undefined;
  readonly issues: readonly SyntaxIssue[];
}

/** An intended change of one place in one file. The text editors turn it into bytes, touching nothing else. */
export type EditIntent =
  | { readonly op: 'set'; readonly at: ConfigPath; readonly value: Json }
  | { readonly op: 'remove'; readonly at: ConfigPath }
  | { readonly op: 'rename-key'; readonly at: ConfigPath; readonly to: string }
  /** Takes a value elsewhere, as it stands in the file; what holds nothing else any more goes with it. */
  | { readonly op: 'move'; readonly at: ConfigPath; readonly to: ConfigPath }
  /** Makes a list of a map: each item carries its key as `name`. */
  | { readonly op: 'list-entries'; readonly at: ConfigPath }
  /** Changes a text in place, so that nobody has to know it: for values that evidence does not hold because they are secret. */
  | { readonly op: 'transform'; readonly at: ConfigPath; readonly how: ValueTransform }
  /** Takes user and password out of the address at `url` and sends them as a Basic `Authorization` below `headers`. */
  | { readonly op: 'move-login'; readonly url: ConfigPath; readonly headers: ConfigPath }
  | { readonly op: 'replace-text'; readonly span: Span; readonly text: string }
  | { readonly op: 'strip-bom' }
  | { readonly op: 'to-utf8' };

/** `trim`: blanks at the edges; `one-line`: line breaks inside; `unquote`: quotes around; `drop-bearer`, `add-bearer`: the scheme word. */
export type ValueTransform = 'trim' | 'one-line' | 'strip-hidden' | 'unquote' | 'drop-bearer' | 'add-bearer';
