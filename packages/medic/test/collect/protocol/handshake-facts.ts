import type { HandshakeFacts } from '../../../src/model/index.ts';

/** A client on the official JavaScript SDK, as the protocol tests need it. */
export const sdkHandshake: HandshakeFacts = {
  first: 'initialize',
  offers: '2025-11-25',
  accepts: 'known',
  clientInfo: { name: 'test-client', version: '1.2.3' },
  listsTools: true,
  known: 'tested',
};

/** One that probes for the modern era first. */
export const probingHandshake: HandshakeFacts = { ...sdkHandshake, first: 'server/discover', discoverFallbackMs: { stdio: 3_000, http: 5_000 } };

/** One on rmcp: any revision is fine. */
export const rmcpHandshake: HandshakeFacts = { ...sdkHandshake, accepts: 'any', offers: '2025-06-18', capabilities: { elicitation: {} } };
