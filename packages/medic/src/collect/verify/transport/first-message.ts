import type { Turn } from '../../../model/verify/index.ts';
import type { ProbeContext } from '../define-probe.ts';
import { buildInitializeParams } from '../messages.ts';
import type { HttpAsk, HttpPeer, RequestOptions, SsePeer } from '../peer.ts';

const STREAM_MS = 400;

/** A connection over HTTP on which nothing was said yet. Rejects for stdio, and when the old event stream does not open. */
export async function openSilent({ open, run }: ProbeContext): Promise<HttpPeer | SsePeer> {
  if (run.transport === 'sse' && run.eras.length === 0) throw new Error('the event stream does not open');
  const peer = await open({ handshake: 'none' });
  if (peer.transport === 'stdio') throw new Error('the server was not reached over HTTP');
  return peer;
}

/**
 * What the configured address says to the first message. The survey has asked already, unless it followed a redirect or went on
 * to the old event stream; each further question would cost the server a session.
 */
export async function readFirst(context: ProbeContext): Promise<Turn> {
  const { era, observe, run, subject } = context;
  const { initialize, discover } = await observe('survey');
  const known = era === 'modern' ? discover : initialize;
  if (run.transport === 'http' && subject.endpoint === undefined && known?.http?.method === 'POST') return known;
  return sayFirst(await openSilent(context), context, { url: new URL(run.url ?? '') });
}

/**
 * The first message of the era, whose session ends with the peer. Over HTTP+SSE the first thing sent is the GET of the stream,
 * which is read for 400 ms.
 */
export function sayFirst(peer: HttpPeer | SsePeer, { run, revision }: ProbeContext, options: RequestOptions): Promise<Turn> {
  if (peer.transport === 'http')
    return peer.era === 'modern'
      ? peer.request('server/discover', undefined, options)
      : peer.request('initialize', buildInitializeParams(revision), { id: 1, ...options });
  const ask: HttpAsk = { method: 'GET', what: 'GET of the event stream', limitMs: STREAM_MS, url: new URL(run.url ?? ''), until: () => false };
  return peer.ask({ ...ask, ...(options.headers === undefined ? {} : { headers: options.headers }) });
}
