import { isLoopbackHost } from '../../io/classify-address.ts';
import { chooseProxy } from '../../io/proxy.ts';
import type { ClientDefinition, HttpPlan, HttpSession, NeighbourFacts, NeighbourTry, Redactor } from '../../model/index.ts';
import { listVariations } from './list-variations.ts';
import type { Variation } from './list-variations.ts';
import { probeMcp } from './probe-mcp.ts';

export interface NeighbourOptions {
  /** For each request. */
  readonly probeMs?: number;
  /** For all of them; what is left over is not tried. */
  readonly totalMs?: number;
  readonly signal?: AbortSignal;
}

const AT_ONCE = 4;

/**
 * When the configured address did not answer as it should: tries at most ten harmless variations of it, one request each. Stops
 * at the first MCP server on a remote host. Configured headers go to the configured origin only. Never throws for what the
 * network does.
 */
export async function collectNeighbours(
  session: HttpSession,
  plan: HttpPlan,
  definition: Pick<ClientDefinition, 'http' | 'handshake'>,
  redactor: Redactor,
  options: NeighbourOptions = {},
): Promise<NeighbourFacts> {
  if (session.outcome.kind !== 'failed') return { tries: [] };
  const isNear = isLoopbackHost(new URL(plan.url).hostname);
  const deadline = performance.now() + (options.totalMs ?? 10_000);
  const waiting = [...listVariations(session, plan)];
  const tries: NeighbourTry[] = [];
  while (waiting.length > 0 && performance.now() < deadline && options.signal?.aborted !== true) {
    const batch = waiting.splice(0, isNear ? AT_ONCE : 1);
    const left = Math.max(1, deadline - performance.now());
    tries.push(
      ...(await Promise.all(
        batch.map((one) => tryVariation(one, plan, definition, redactor, { ...options, probeMs: Math.min(options.probeMs ?? 2500, left) })),
      )),
    );
    if (!isNear && tries.some(({ result }) => result === 'mcp')) break;
  }
  return { tries };
}

async function tryVariation(
  variation: Variation,
  plan: HttpPlan,
  definition: Pick<ClientDefinition, 'http' | 'handshake'>,
  redactor: Redactor,
  options: NeighbourOptions,
): Promise<NeighbourTry> {
  const { change, transport, without = [] } = variation;
  const isSameOrigin = variation.url.origin === new URL(plan.url).origin;
  const url = isSameOrigin ? variation.url : stripSecrets(variation.url);
  const configured = isSameOrigin ? Object.entries(plan.headers).filter(([name]) => !without.includes(name.toLowerCase())) : [];
  const hasAgent = configured.some(([name]) => name.toLowerCase() === 'user-agent');
  const proxy = chooseProxy(url, plan.proxyEnv, definition.http.proxy);
  const answer = await probeMcp({
    url,
    transport,
    headers: { ...(hasAgent ? {} : { 'User-Agent': definition.http.userAgent }), ...Object.fromEntries(configured), ...variation.headers },
    handshake: definition.handshake,
    totalMs: options.probeMs ?? 2500,
    ...(proxy !== undefined && 'url' in proxy ? { proxy: proxy.url } : {}),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return { change: redactor.text(change), url: redactor.url(url.href), transport, ...answer, detail: redactor.text(answer.detail) };
}

/** Another origin gets neither login nor query, which may hold a token. */
function stripSecrets(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  bare.search = '';
  return bare;
}
