import type { Turn } from '../../../model/verify/index.ts';
import type { ProbeContext } from '../define-probe.ts';
import { buildInitializeParams } from '../messages.ts';
import type { HttpAsk, HttpPeer, RequestOptions, SsePeer } from '../peer.ts';

/** A connection over HTTP on which nothing was said yet. Rejects for stdio, and when the old event stream does not open. */
export async function openSilent({ open, run }: ProbeContext): Promise<HttpPeer | SsePeer> {
  if (run.transport === 'sse' && run.eras.length === 0) throw new Error('the event stream does not open');
  const peer = await open({ handshake: 'none' });
  if (peer.transport === 'stdio') throw new Error('the server was not reached over HTTP');
  return peer;
}

/**
 * The first message of the era, whose session ends with the peer. Over HTTP+SSE the first thing sent is the GET of the stream,
 * which is read for 400 ms.
 */
export function sayFirst(peer: HttpPeer | SsePeer, { run, revision }: ProbeContext, options: RequestOptions): Promise<Turn> {
  if (peer.transport === 'http')
    return peer.era === 'modern'
      ? peer.request('server/discover', undefined, options)
      : peer.request('initialize', buildInitializeParams(revision), { id: 0, ...options });
  const ask: HttpAsk = { method: 'GET', what: 'GET of the event stream', limitMs: 400, url: new URL(run.url ?? ''), until: () => false };
  return peer.ask({ ...ask, ...(options.headers === undefined ? {} : { headers: options.headers }) });
}
