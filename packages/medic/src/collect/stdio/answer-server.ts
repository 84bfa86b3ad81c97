import { own, type ForeignObject } from '../protocol/record.ts';

/** How a client without roots, sampling and elicitation answers what a server asks. */
export function answerServer(request: ForeignObject): object | undefined {
  const id = own(request, 'id');
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const method = own(request, 'method');
  if (method === 'ping') return { jsonrpc: '2.0', id, result: {} };
  if (method === 'roots/list') return { jsonrpc: '2.0', id, result: { roots: [] } };
  return { jsonrpc: '2.0', id, error: { code: -32_601, message: 'Method not found' } };
}
