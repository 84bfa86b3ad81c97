import type { Result } from '../rpc.ts';
import type { Settings } from '../settings.ts';

const CACHEABLE: readonly string[] = ['server/discover', 'tools/list', 'prompts/list', 'resources/list', 'resources/templates/list', 'resources/read'];

/** The cache hints of a complete result; none for methods whose results are not cached. */
export function addHints(method: string, result: Result, { auth, broken }: Settings): Result {
  if (!CACHEABLE.includes(method)) return {};
  return {
    ...(broken('cache.hints--no-ttl') ? {} : { ttlMs: ttlMs(broken) }),
    ...(broken('cache.hints--no-scope') ? {} : { cacheScope: scopeOf(result, auth, broken) }),
  };
}

function ttlMs(broken: Settings['broken']): unknown {
  if (broken('cache.hints--negative')) return -1;
  if (broken('cache.hints--fraction')) return 1.5;
  return broken('cache.hints--text') ? '60000' : 60_000;
}

function scopeOf(result: Result, auth: Settings['auth'], broken: Settings['broken']): string {
  if (broken('cache.hints--scope-word')) return 'shared';
  if (broken('cache.hints--mixed-scope')) return result['nextCursor'] === undefined ? 'private' : 'public';
  return auth === 'bearer' && !broken('cache.public-private') ? 'private' : 'public';
}
