import type { CauseId } from '../model/index.ts';
import { EXPLANATIONS } from './explains-table.ts';

/**
 * Causes that say what was seen and not why. Anything that is likely and explains one of them is the better answer, however
 * certain the observation is: "exited with code 1" is certain and helps nobody.
 */
const OBSERVATIONS: ReadonlySet<CauseId> = new Set([
  'server-crash',
  'server-unresponsive',
  'startup-timeout-slow',
  'invalid-jsonrpc',
  'http-server-error',
  'html-response',
  'url-wrong-endpoint',
  'server-not-running',
  'connection-timeout',
  'connection-reset',
  'dns-not-found',
  'auth-required',
  'auth-token-rejected',
]);

const CLOSURE: ReadonlyMap<CauseId, ReadonlySet<CauseId>> = closeOver(directExplanations());

/** True when `one`, if established, makes `other` its consequence, over any number of steps. */
export function explainsCause(one: CauseId, other: CauseId): boolean {
  return one !== other && (CLOSURE.get(one)?.has(other) ?? false);
}

export function isObservation(cause: CauseId): boolean {
  return OBSERVATIONS.has(cause);
}

function directExplanations(): ReadonlyMap<CauseId, ReadonlySet<CauseId>> {
  const direct = new Map<CauseId, Set<CauseId>>();
  for (const { by, what } of EXPLANATIONS) {
    for (const cause of by) direct.set(cause, new Set([...(direct.get(cause) ?? []), ...what]));
  }
  return direct;
}

function closeOver(direct: ReadonlyMap<CauseId, ReadonlySet<CauseId>>): ReadonlyMap<CauseId, ReadonlySet<CauseId>> {
  const closed = new Map<CauseId, Set<CauseId>>();
  for (const cause of direct.keys()) {
    const reached = new Set<CauseId>();
    const open = [...(direct.get(cause) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(direct.get(next) ?? []));
    }
    closed.set(cause, reached);
  }
  return closed;
}
