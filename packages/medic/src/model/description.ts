import type { Transport } from './client.ts';
import type { Json } from './json.ts';

/** A part of a value that something else fills in. */
export type ValueReference =
  /** A variable of the environment. `fallback`: what stands there when it is not set. */
  | { readonly ref: 'env'; readonly name: string; readonly fallback?: string }
  /** A value that somebody has to give: asked for by the client, or filled in by hand. Key of `ServerDescription.inputs`. */
  | { readonly ref: 'input'; readonly name: string }
  | { readonly ref: 'folder'; readonly which: 'project' | 'project-name' | 'home' }
  /** In a notation that means something to one client only, as written: `${command:x}`. */
  | { readonly ref: 'own'; readonly text: string };

/** A value in no client's notation: text that stays, and references. */
export type DescribedText = readonly (string | ValueReference)[];

export interface DescribedInput {
  readonly title?: string;
  readonly isSecret: boolean;
  readonly default?: string;
}

/** A server in no client's dialect. Holds real values, secrets included: never shown without a redactor. */
export interface ServerDescription {
  readonly name: string;
  /** `http-then-sse`: a URL, and the transport is found out by trying. */
  readonly transport: Transport | 'http-then-sse';
  readonly command?: DescribedText;
  readonly args: readonly DescribedText[];
  /** `null` takes a variable away. */
  readonly env: Readonly<Record<string, DescribedText | null>>;
  readonly cwd?: DescribedText;
  readonly url?: DescribedText;
  readonly headers: Readonly<Record<string, DescribedText>>;
  /** How long the client waits for a connection. */
  readonly timeoutMs?: number;
  /** How long it waits for a tool, where its limit does not count for connecting. */
  readonly callTimeoutMs?: number;
  /** False for an entry that is switched off. */
  readonly enabled: boolean;
  readonly tools: { readonly only?: readonly string[]; readonly without?: readonly string[]; readonly approved?: readonly string[] };
  readonly inputs: Readonly<Record<string, DescribedInput>>;
  /** Members that only the client it was read from has a meaning for. */
  readonly extras: Readonly<Record<string, Json>>;
}

/** What a client's notation cannot say of a description. */
export interface Loss {
  /** Path of what is lost: `cwd`, `env.TOKEN`, `headers.Authorization`, `tools.only`. */
  readonly what: string;
  /** `breaks`: the server will probably not work. `differs`: it works otherwise. `drops`: a convenience is gone. */
  readonly effect: 'breaks' | 'differs' | 'drops';
  /** One sentence, without secrets. */
  readonly sentence: string;
}
