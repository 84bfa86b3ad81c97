import type { EntryProblem } from '../model/index.ts';

const TRANSPORT_KINDS: ReadonlySet<EntryProblem['kind']> = new Set([
  'unknown-type-word',
  'type-missing',
  'type-contradicts',
  'both-url-and-command',
  'remote-not-supported',
]);

/** Faults in how an entry says which transport it means. */
export function isTransportProblem({ kind }: EntryProblem): boolean {
  return TRANSPORT_KINDS.has(kind);
}
