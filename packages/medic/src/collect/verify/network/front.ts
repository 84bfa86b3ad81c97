import type { FrontFacts, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { buildRequest } from '../messages.ts';
import type { HttpPeer } from '../peer.ts';
import { openSilent, sayFirst } from '../transport/first-message.ts';

const LIMIT_MS = 5_000;
const BURST = 6;
const NOT_THERE: readonly number[] = [404, 405, 410];

export const probe: AnyProbe = defineProbe({
  id: 'front',
  where: 'own',
  transports: ['http'],
  withoutLogin: true,
  async observe(context): Promise<FrontFacts> {
    const configured = new URL(context.run.url ?? '');
    const ask = async (options: { readonly url?: URL; readonly headers?: Readonly<Record<string, string>> }): Promise<Turn> =>
      sayFirst(await openSilent(context), context, { limitMs: LIMIT_MS, url: configured, ...options });
    const first = await ask({});
    const variants: Turn[] = [];
    if (NOT_THERE.includes(first.http?.status ?? 0) && first.answer === undefined)
      for (const url of listVariants(configured)) variants.push(await ask({ url }));
    return {
      first,
      uncompressed: await ask({ headers: { 'Accept-Encoding': 'identity' } }),
      burst: await sendBurst(context),
      variants,
    };
  },
});

/** Requests outside any session: a server refuses or serves them, and keeps nothing. */
async function sendBurst(context: ProbeContext): Promise<FrontFacts['burst']> {
  const peer = (await openSilent(context)) as HttpPeer;
  const limited: Turn[] = [];
  for (let sent = 1; sent <= BURST; sent += 1) {
    const body = JSON.stringify(buildRequest('legacy', `burst-${sent}`, 'ping', undefined, {}));
    const turn = await peer.ask({ method: 'POST', what: 'ping', body, limitMs: LIMIT_MS });
    if (turn.http?.status === 429) limited.push(turn);
  }
  return { sent: BURST, limited };
}

function listVariants(configured: URL): readonly URL[] {
  const path = configured.pathname;
  const paths = [path.endsWith('/') ? path.slice(0, -1) : `${path}/`, '/mcp', '/mcp/', '/'];
  return [...new Set(paths)].filter((one) => one !== path && one !== '').map((one) => new URL(`${one}${configured.search}`, configured));
}
