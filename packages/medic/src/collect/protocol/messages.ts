import type { HandshakeFacts } from '../../model/index.ts';
import { MODERN_REVISION } from './revisions.ts';

export { checkAnswer, classifyMessage, findRpcFaults } from './answers.ts';
export type { CheckedAnswer, IdRule } from './answers.ts';
export { classifyHttpProbe, classifyProbe } from './era.ts';
export { judgeDiscoverResult, judgeInitializeResult } from './handshake-results.ts';
export type { HandshakeResult } from './handshake-results.ts';
export { revisionEra } from './revisions.ts';

export interface RpcRequest {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface RpcNotification {
  readonly jsonrpc: '2.0';
  readonly method: string;
}

/** `_meta` of a modern request. */
export type ModernMeta = Readonly<Record<string, unknown>>;

/**
 * Ids as the clients number their requests: the JavaScript ones probe with a string and start `initialize` at 0, rmcp counts
 * on from the probe (measured 2026-11-20). A server that tests `if (id)` takes an `initialize` with id 0 for a notification.
 */
export function requestIds(handshake: HandshakeFacts): { readonly discover: string | number; readonly initialize: number; readonly next: number } {
  const countsOn = handshake.accepts === 'any' && handshake.first === 'server/discover';
  return countsOn ? { discover: 0, initialize: 1, next: 2 } : { discover: 'server-discover-probe-1', initialize: 0, next: 1 };
}

/** The legacy first message, as this client writes it. */
export function buildInitialize(handshake: HandshakeFacts, id: string | number = requestIds(handshake).initialize): RpcRequest {
  const params = { protocolVersion: handshake.offers, capabilities: handshake.capabilities ?? {}, clientInfo: handshake.clientInfo };
  return { jsonrpc: '2.0', id, method: 'initialize', params };
}

/** Sent once `initialize` was answered; it gets no answer. */
export function buildInitialized(): RpcNotification {
  return { jsonrpc: '2.0', method: 'notifications/initialized' };
}

/** The modern first message. Offers 2026-07-28 whatever the client offers in `initialize`. */
export function buildDiscover(handshake: HandshakeFacts, id: string | number = requestIds(handshake).discover): RpcRequest {
  return { jsonrpc: '2.0', id, method: 'server/discover', params: { _meta: buildModernMeta(handshake) } };
}

/** What every modern request carries in `params._meta`. */
export function buildModernMeta(handshake: HandshakeFacts, revision: string = MODERN_REVISION): ModernMeta {
  return {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': handshake.clientInfo,
    'io.modelcontextprotocol/clientCapabilities': handshake.capabilities ?? {},
  };
}

/** One page of tools. Legacy requests without a cursor carry no `params`, as the official SDKs write them. */
export function buildToolsList(id: string | number, cursor?: string, modernMeta?: ModernMeta): RpcRequest {
  const params = { ...(modernMeta === undefined ? {} : { _meta: modernMeta }), ...(cursor === undefined ? {} : { cursor }) };
  return { jsonrpc: '2.0', id, method: 'tools/list', ...(Object.keys(params).length === 0 ? {} : { params }) };
}
