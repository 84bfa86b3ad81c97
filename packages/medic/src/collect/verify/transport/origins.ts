import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { openSilent, sayFirst } from './first-message.ts';

const FOREIGN = 'http://evil.example';
/** Where the page of the official Inspector is served (2026-11). */
const PAGE = 'http://localhost:6274';
const LIMIT_MS = 5_000;
const WANTED_HEADERS = 'authorization, content-type, mcp-protocol-version, mcp-session-id';

/** Who may talk to the server from a browser. Each question has a session of its own, because a good one may stand in it for all. */
export const probe: AnyProbe = defineProbe({
  id: 'origins',
  where: 'own',
  transports: ['http', 'sse'],
  withoutLogin: true,
  async observe(context) {
    const { run } = context;
    const shared = run.transport === 'sse' ? await openSilent(context) : undefined;
    const say = async (headers: Readonly<Record<string, string>>): Promise<Turn> =>
      sayFirst(shared ?? (await openSilent(context)), context, { headers, limitMs: LIMIT_MS });
    const none = await say({});
    const foreign = await say({ Origin: FOREIGN });
    const page = await say({ Origin: PAGE });
    const asker = shared ?? (await openSilent(context));
    const preflight = (origin: string): Promise<Turn> =>
      asker.ask({
        method: 'OPTIONS',
        what: 'preflight of a browser',
        limitMs: LIMIT_MS,
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': WANTED_HEADERS },
      });
    return {
      none,
      foreign,
      page,
      ...(run.isLoopback && run.url !== undefined
        ? { own: await say({ Origin: new URL(run.url).origin }), foreignHost: await say({ Host: `evil.example:${new URL(run.url).port}` }) }
        : {}),
      preflight: await preflight(PAGE),
      foreignPreflight: await preflight(FOREIGN),
    };
  },
});
