import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { openSilent, readFirst, sayFirst } from './first-message.ts';

const FOREIGN = 'http://evil.example';
/** Where the page of the official Inspector is served (2026-11). */
const PAGE = 'http://localhost:6274';
const LIMIT_MS = 5_000;
const WANTED_HEADERS = 'authorization, content-type, mcp-protocol-version, mcp-session-id';

/** Who may talk to the server from a browser. Each question has a session of its own, because a good one may stand in it for all. */
export const probe: AnyProbe = defineProbe({
  id: 'origins',
  where: 'own',
  withoutAnswer: true,
  transports: ['http', 'sse'],
  withoutLogin: true,
  async observe(context) {
    const { run } = context;
    const shared = run.transport === 'sse' ? await openSilent(context) : undefined;
    const say = async (headers: Readonly<Record<string, string>>): Promise<Turn> =>
      sayFirst(shared ?? (await openSilent(context)), context, { headers, limitMs: LIMIT_MS });
    const own = run.isLoopback && run.url !== undefined ? new URL(run.url) : undefined;
    const [none, foreign, page, fromOwn, foreignHost] = await Promise.all([
      readFirst(context),
      say({ Origin: FOREIGN }),
      say({ Origin: PAGE }),
      own === undefined ? undefined : say({ Origin: own.origin }),
      own === undefined ? undefined : say({ Host: `evil.example${own.port === '' ? '' : `:${own.port}`}` }),
    ]);
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
      ...(fromOwn === undefined ? {} : { own: fromOwn }),
      ...(foreignHost === undefined ? {} : { foreignHost }),
      preflight: await preflight(PAGE),
      foreignPreflight: await preflight(FOREIGN),
    };
  },
});
