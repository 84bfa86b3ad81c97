import type { Json, JsonObject } from '../../model/index.ts';
import type { Era } from '../../model/verify/index.ts';
import { MODERN_REVISION } from '../protocol/revisions.ts';
import type { RequestOptions } from './peer.ts';

/** How we introduce ourselves. */
export const CLIENT_INFO = { name: 'mcp-medic', version: '1.0.0' } as const;
const META = 'io.modelcontextprotocol/';

/** The newest revision that begins with `initialize`; what most clients offer (2026-11). */
export const NEWEST_LEGACY = '2025-11-25';

/** Of the first request after `initialize`, which has the id 1: none may come twice in a session (2025-11-25 basic/index#requests). */
export const FIRST_FREE_ID = 2;

/** Capabilities that newer revisions added or may add; the schemas are open, so a server reads over them. */
export const ODD_CAPABILITIES = { elicitation: { form: {}, url: {} }, tasks: { list: {} }, extensions: { 'com.example/none': {} }, unheardOf: { of: true } };

/** Headers by which 2026-07-28 repeats the method and its subject. */
const NAMED_BY: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' };

export function buildRequest(era: Era, id: string | number, method: string, params: JsonObject | undefined, options: RequestOptions): JsonObject {
  const full = withMeta(era, params, options.meta);
  return { jsonrpc: '2.0', id, method, ...(full === undefined ? {} : { params: full }) };
}

export function buildNotification(era: Era, method: string, params: JsonObject | undefined, options: RequestOptions): JsonObject {
  const full = withMeta(era, params, options.meta);
  return { jsonrpc: '2.0', method, ...(full === undefined ? {} : { params: full }) };
}

export function buildInitializeParams(revision: string, capabilities: JsonObject = {}): JsonObject {
  return { protocolVersion: revision, capabilities, clientInfo: CLIENT_INFO };
}

/** `MCP-Protocol-Version`, `Mcp-Method` and `Mcp-Name` of a modern request. */
export function modernHeaders(method: string, params: JsonObject | undefined): Record<string, string> {
  const subject = params?.[NAMED_BY[method] ?? ''];
  return {
    'MCP-Protocol-Version': MODERN_REVISION,
    'Mcp-Method': method,
    ...(typeof subject === 'string' ? { 'Mcp-Name': encodeHeaderValue(subject) } : {}),
  };
}

/** A value that a header cannot carry as it is goes as base64 between markers (2026-07-28, value encoding). */
export function encodeHeaderValue(value: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith('=?base64?');
  return isPlain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

function withMeta(era: Era, params: JsonObject | undefined, meta: RequestOptions['meta']): JsonObject | undefined {
  if (meta === null) return params;
  const usual: Record<string, Json> =
    era === 'modern' ? { [`${META}protocolVersion`]: MODERN_REVISION, [`${META}clientInfo`]: CLIENT_INFO, [`${META}clientCapabilities`]: {} } : {};
  const given = params?.['_meta'];
  const merged: Record<string, Json> = { ...usual, ...(typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as JsonObject) : {}) };
  for (const [name, value] of Object.entries(meta ?? {})) {
    if (value === undefined || value === null) delete merged[name];
    else merged[name] = value;
  }
  if (Object.keys(merged).length === 0) return params;
  return { ...params, _meta: merged };
}
