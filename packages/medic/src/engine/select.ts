import type { FoundEntry } from '../model/index.ts';
import type { Target } from './request.ts';

/** The entries that targets name: `name` in every client, or `client:name`. No targets: all. */
export function selectEntries(entries: readonly FoundEntry[], targets: readonly Target[]): readonly FoundEntry[] {
  if (targets.length === 0) return entries;
  return entries.filter(({ facts }) => targets.some((target) => matches(target, facts.client, facts.name)));
}

function matches(target: Target, client: string, name: string): boolean {
  return target.kind === 'name' && target.name === name && (target.client === undefined || target.client === client);
}
