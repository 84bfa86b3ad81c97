import { isLegacyRevision, isSince, MODERN_REVISION } from './revisions.ts';
import { isRecord } from './rpc.ts';
import type { Settings } from './settings.ts';

/** The era a message belongs to, from what only modern clients send: per-request metadata, or the headers that mirror it. */
export function eraOf(message: unknown, headers: Readonly<Record<string, unknown>>, { era }: Settings): 'legacy' | 'modern' {
  if (era !== 'dual') return era;
  if (!isRecord(message)) return 'legacy';
  const { method, params } = message;
  const meta = isRecord(params) && isRecord(params['_meta']) ? params['_meta'] : {};
  const version = headers['mcp-protocol-version'];
  const isModern =
    method === 'server/discover' ||
    Object.keys(meta).some((key) => key === 'io.modelcontextprotocol/protocolVersion' || key === 'io.modelcontextprotocol/clientCapabilities') ||
    (headers['mcp-method'] !== undefined && !isLegacyRevision(version)) ||
    (typeof version === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(version) && isSince(version, MODERN_REVISION));
  return isModern ? 'modern' : 'legacy';
}
