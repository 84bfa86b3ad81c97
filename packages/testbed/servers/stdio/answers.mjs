import { failure, result } from './wire.mjs';

const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];
const MODERN = '2026-07-28';
const SERVER_INFO = { name: 'testbed', version: '1.0.0' };
export const TOOLS = [
  { name: 'echo', description: 'Gives back the text.', inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
  { name: 'now', description: 'Tells the time.', inputSchema: { type: 'object', properties: {} } },
];

/** A healthy server of the handshake era; `options` change one answer each. */
export function answerLegacy(message, options = {}) {
  const { id, method, params } = message;
  if (id === undefined) return undefined;
  if (method === 'initialize') {
    const asked = params?.protocolVersion;
    const protocolVersion = options.version ?? (LEGACY.includes(asked) ? asked : LEGACY[0]);
    return result(id, { protocolVersion, capabilities: options.capabilities ?? { tools: {} }, serverInfo: SERVER_INFO });
  }
  if (method === 'ping') return result(id, {});
  if (method === 'tools/list') return result(id, { tools: options.tools ?? TOOLS });
  return failure(id, -32601, 'Method not found');
}

/** A server of the stateless era only: no handshake, versions in every request. */
export function answerModern(message) {
  const { id, method, params } = message;
  if (id === undefined) return undefined;
  if (method === 'initialize') {
    const requested = params?.protocolVersion;
    return failure(id, -32022, `Unsupported protocol version: ${requested}`, { supported: [MODERN], requested });
  }
  if (params?._meta?.['io.modelcontextprotocol/protocolVersion'] === undefined) return failure(id, -32602, 'Missing _meta');
  const meta = { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': SERVER_INFO }, ttlMs: 0, cacheScope: 'private' };
  if (method === 'server/discover') return result(id, { ...meta, supportedVersions: [MODERN], capabilities: { tools: {} } });
  if (method === 'tools/list') return result(id, { ...meta, tools: TOOLS });
  return failure(id, -32601, 'Method not found');
}

export function answerDual(message) {
  const isModern = message.method === 'server/discover' || message.params?._meta?.['io.modelcontextprotocol/protocolVersion'] !== undefined;
  return isModern ? answerModern(message) : answerLegacy(message);
}
