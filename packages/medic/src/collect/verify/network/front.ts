import type { FrontFacts, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { buildRequest } from '../messages.ts';
import type { HttpPeer } from '../peer.ts';
import { openSilent, readFirst, sayFirst } from '../transport/first-message.ts';

const LIMIT_MS = 5_000;
const BURST = 6;
const NOT_THERE: readonly number[] = [404, 405, 410];

export const probe: AnyProbe = defineProbe({
  id: 'front',
  where: 'own',
  withoutAnswer: true,
  transports: ['http'],
  withoutLogin: true,
  async observe(context): Promise<FrontFacts> {
    const configured = new URL(context.run.url ?? '');
    const first = await readFirst(context);
    const variants: Turn[] = [];
    if (NOT_THERE.includes(first.http?.status ?? 0) && first.answer === undefined)
      for (const url of listVariants(configured)) variants.push(await sayFirst(await openSilent(context), context, { limitMs: LIMIT_MS, url }));
    return {
      first,
      ...(await sendPings(context)),
      variants,
    };
  },
});

/** Requests outside any session: a server refuses or serves them, and keeps nothing. */
async function sendPings(context: ProbeContext): Promise<Pick<FrontFacts, 'uncompressed' | 'burst'>> {
  const peer = (await openSilent(context)) as HttpPeer;
  const ping = (id: string, headers: Readonly<Record<string, string>> = {}): Promise<Turn> => {
    const body = JSON.stringify(buildRequest('legacy', id, 'ping', undefined, {}));
    return peer.ask({ method: 'POST', what: 'ping', body, headers, limitMs: LIMIT_MS });
  };
  const uncompressed = await ping('uncompressed', { 'Accept-Encoding': 'identity' });
  const limited: Turn[] = [];
  for (let sent = 1; sent <= BURST; sent += 1) {
    const turn = await ping(`burst-${sent}`);
    if (turn.http?.status === 429) limited.push(turn);
  }
  return { uncompressed, burst: { sent: BURST, limited } };
}

function listVariants(configured: URL): readonly URL[] {
  const path = configured.pathname;
  const paths = [path.endsWith('/') ? path.slice(0, -1) : `${path}/`, '/mcp', '/mcp/', '/'];
  return [...new Set(paths)].filter((one) => one !== path && one !== '').map((one) => new URL(`${one}${configured.search}`, configured));
}
