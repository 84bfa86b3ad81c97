import type { OldStreamFacts, Turn } from '../../../model/verify/index.ts';
import { buildInitializeParams, buildRequest } from '../messages.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import type { Peer, SsePeer } from '../peer.ts';

const WATCH_MS = 600;
const LIMIT_MS = 5_000;

export const probe: AnyProbe = defineProbe({
  id: 'old-stream',
  where: 'own',
  withoutAnswer: true,
  transports: ['sse'],
  async observe({ open, observe, run }): Promise<OldStreamFacts> {
    const { initialize } = await observe('survey');
    const url = new URL(run.url ?? '');
    // The stream did not open, or named no usable address: asking again would only wait again.
    if (initialize !== undefined && initialize.http?.method === 'GET') return { stream: initialize, ...endpointIn(initialize, url) };
    const peer = asOld(await open({ handshake: 'none' }));
    const stream = await peer.ask({ method: 'GET', what: 'GET of the event stream', url, limitMs: LIMIT_MS, watchMs: WATCH_MS, until: () => false });
    const seen = { stream, endpoint: describeEndpoint(peer.endpointWritten, url), ...(initialize === undefined ? {} : { initialize }) };
    if (run.eras.length === 0) return seen;
    const other = asOld(await open());
    const first = JSON.stringify(buildRequest('legacy', 'medic-first', 'initialize', buildInitializeParams(run.revision), {}));
    const elsewhere = otherSession(peer.endpoint);
    return {
      ...seen,
      ping: await other.request('ping', undefined, { limitMs: LIMIT_MS }),
      postToStream: await peer.ask({ method: 'POST', what: 'POST to the address of the stream', url, body: first, limitMs: LIMIT_MS }),
      ...(elsewhere === undefined
        ? {}
        : { unknownSession: await peer.ask({ method: 'POST', what: 'POST to a session nobody opened', url: elsewhere, body: first, limitMs: LIMIT_MS }) }),
    };
  },
});

function asOld(peer: Peer): SsePeer {
  if (peer.transport !== 'sse') throw new Error('the server was not reached over HTTP+SSE');
  return peer;
}

function endpointIn({ http }: Turn, url: URL): Pick<OldStreamFacts, 'endpoint'> {
  const written = http?.events?.find(({ name }) => name === 'endpoint')?.data;
  return written === undefined ? {} : { endpoint: describeEndpoint(written, url) };
}

function describeEndpoint(written: string, url: URL): NonNullable<OldStreamFacts['endpoint']> {
  const isSameOrigin = URL.canParse(written, url.href) && new URL(written, url).origin === url.origin;
  return { written, looksLikeJson: /^\s*["{[]/.test(written), isSameOrigin };
}

/** The same address with another value of the same form in its last query parameter. */
function otherSession(endpoint: URL): URL | undefined {
  const [name, value] = [...endpoint.searchParams].at(-1) ?? [];
  if (name === undefined || value === undefined || value === '') return undefined;
  const changed = value.replaceAll(/[0-9a-z]/gi, (char) => (char === '0' ? '1' : '0'));
  if (changed === value) return undefined;
  const other = new URL(endpoint);
  other.searchParams.set(name, changed);
  return other;
}
