import type { RefusalFacts, Turn } from '../../../model/verify/index.ts';
import { readSentToken } from '../../oauth/read-token.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import type { HttpPeer } from '../peer.ts';
import { askFirst } from './ask-first.ts';
import { withoutCredentials } from './credential-headers.ts';
import { readChallenge } from './read-challenge.ts';

/** Long enough for an answer, short enough for a stream that should not have opened. */
const STREAM_LIMIT_MS = 1_500;

/** Every kind of request without a credential. Nobody's session is touched: DELETE names one that does not exist. */
export const probe: AnyProbe = defineProbe({
  id: 'auth-refusals',
  where: 'own',
  transports: ['http', 'sse'],
  withoutLogin: true,
  async observe(context) {
    const { plan } = context.subject;
    if (plan.transport !== 'stdio' && isInAddress(readSentToken(plan).sentScheme))
      throw new Error('the credential is part of the address, so a request without it would go elsewhere');
    const headers = withoutCredentials(plan);
    const { turn: first, peer } = await askFirst(context, headers);
    const challenge = readChallenge(first);
    const base: RefusalFacts = { first, ...(challenge === undefined ? {} : { challenge }) };
    if (peer?.transport === 'sse') return { ...base, streamOpened: true };
    if (peer?.transport !== 'http') return base;
    return { ...base, ...(first.answer?.result === undefined ? await askMore(context, peer, headers) : await askOn(context, peer, first)) };
  },
});

/** Behind a handshake that everybody is served: whether the rest is. */
async function askOn({ era, run }: ProbeContext, peer: HttpPeer, first: Turn): Promise<Pick<RefusalFacts, 'list'>> {
  const session = first.http?.headers['mcp-session-id'];
  const headers = { 'MCP-Protocol-Version': run.revision, ...(session === undefined ? {} : { 'Mcp-Session-Id': session }) };
  return { list: await peer.request('tools/list', undefined, era === 'modern' ? {} : { headers }) };
}

async function askMore(context: ProbeContext, peer: HttpPeer, headers: Readonly<Record<string, string | null>>): Promise<Partial<RefusalFacts>> {
  const list = await peer.request('tools/list');
  if (context.era === 'modern') return { list };
  const isOpenEra = context.run.eras.length === 0;
  return {
    list,
    get: await getStream(peer),
    remove: await peer.ask({
      method: 'DELETE',
      what: 'end of a session that does not exist',
      headers: { 'Mcp-Session-Id': 'medic-no-such-session' },
      limitMs: 5_000,
    }),
    // Nobody has answered in either era: what the newer one says is asked here too.
    ...(isOpenEra ? { discover: (await askFirst({ open: (options) => context.open({ ...options, era: 'modern' }), era: 'modern' }, headers)).turn } : {}),
    ...(context.run.hasCredentials && !isOpenEra ? await askInSession(context, peer) : {}),
  };
}

/** A session id is no credential: whoever has seen one must not get in with it. */
async function askInSession({ open }: ProbeContext, stranger: HttpPeer): Promise<Pick<RefusalFacts, 'inSession'>> {
  const owner = await open();
  if (owner.transport !== 'http' || owner.sessionId === undefined) return {};
  const session = { 'Mcp-Session-Id': owner.sessionId, 'MCP-Protocol-Version': owner.revision };
  return { inSession: { list: await stranger.request('tools/list', undefined, { headers: session }), get: await getStream(stranger, session) } };
}

function getStream(peer: HttpPeer, headers: Readonly<Record<string, string>> = {}): Promise<Turn> {
  return peer.ask({ method: 'GET', what: 'GET of the event stream', headers, limitMs: STREAM_LIMIT_MS, until: () => true });
}

function isInAddress(scheme: string | undefined): boolean {
  return scheme?.startsWith('query parameter') === true;
}
