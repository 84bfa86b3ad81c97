import type { OpenOptions } from '../open-peer.ts';
import type { ProbeContext } from '../define-probe.ts';
import type { HttpPeer } from '../peer.ts';

/** A session of the probe's own over Streamable HTTP. Rejects when the server does not agree to one. */
export async function openHttp({ open, run }: ProbeContext, options: Partial<OpenOptions> = {}): Promise<HttpPeer> {
  if (!run.eras.includes(run.era)) throw new Error('the server does not answer the first message');
  const peer = await open(options);
  if (peer.transport !== 'http') throw new Error('the server was not reached over Streamable HTTP');
  const { initialize } = peer.opening ?? {};
  if (initialize !== undefined && initialize.answer?.result === undefined)
    throw new Error(`another session was refused: HTTP ${initialize.http?.status ?? '(no response)'}`);
  return peer;
}
