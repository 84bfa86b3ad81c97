import type { Settings } from '../settings.ts';
import { PRM_PATH, SCOPE } from './documents.ts';

export type Refusal = 'no-token' | 'bad-token' | 'weak-token';

/** The WWW-Authenticate header of a refusal; undefined when none is sent. */
export function challengeOf(why: Refusal, { broken, transport }: Settings, origin: string): string | undefined {
  if (broken('auth.www-authenticate') && why === 'no-token') return undefined;
  if (broken('auth.insufficient-scope--no-challenge') && why === 'weak-token') return undefined;
  const path = `${PRM_PATH}/${transport === 'sse' ? 'sse' : 'mcp'}`;
  const metadata = broken('auth.www-authenticate--relative') ? path : `${origin}${path}`;
  const close = broken('auth.www-authenticate--unparsable') ? '' : '"';
  const scope = scopeIn(broken);
  const params = [
    ...(why === 'bad-token' && !broken('auth.bad-token--no-error') ? ['error="invalid_token"', 'error_description="The token is not known"'] : []),
    ...(why === 'weak-token' ? ['error="insufficient_scope"', 'error_description="The token lacks a scope"'] : []),
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
    broken('auth.www-authenticate--no-metadata') ? 'realm="mcp"' : `resource_metadata="${metadata}${close}`,
  ];
  return `${broken('auth.www-authenticate--basic-first') ? 'Basic realm="mcp", ' : ''}Bearer ${params.join(', ')}`;
}

function scopeIn(broken: Settings['broken']): string | undefined {
  if (broken('auth.scope-challenge--none')) return undefined;
  if (broken('auth.scope-challenge--unknown')) return 'unheard-of';
  return broken('auth.scope-challenge') ? `${SCOPE} offline_access` : SCOPE;
}
