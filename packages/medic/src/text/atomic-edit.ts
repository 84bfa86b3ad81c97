import type { ConfigPath, Json } from '../model/index.ts';
import type { Splice } from './splice.ts';

/** A change small enough for one editor step. `put` replaces what stands at the path or adds it to its parent, which exists. */
export type AtomicEdit =
  | { readonly op: 'put'; readonly at: ConfigPath; readonly value: Json }
  | { readonly op: 'insert-item'; readonly at: ConfigPath; readonly value: Json }
  | { readonly op: 'remove'; readonly at: ConfigPath }
  | { readonly op: 'rename'; readonly at: ConfigPath; readonly to: string };

/** Ways to make the change, best first; the caller takes the first that gives the intended value. */
export type EditWays = { readonly ways: readonly (readonly Splice[])[] } | { readonly reason: string };

export function oneWay(splices: readonly Splice[]): EditWays {
  return { ways: [splices] };
}

/** A path for a message: `mcpServers.github.args[0]`. */
export function showPath(path: ConfigPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('') || 'the root';
}
