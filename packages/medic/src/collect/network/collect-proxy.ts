import { connectThroughProxy } from '../../io/http-connect.ts';
import { startWatch } from '../../io/http-watch.ts';
import { chooseProxy, isLoopbackName } from '../../io/proxy.ts';
import type { ProxyChoice } from '../../io/proxy.ts';
import type { HttpFacts, HttpPlan, NetworkFacts } from '../../model/index.ts';

type ProxyFacts = NonNullable<NetworkFacts['proxy']>;

/**
 * The proxy that environment variables name for this address, whether this client uses it, and whether it works. Undefined when
 * no variable names one, or when it concerns neither this client nor this address.
 */
export async function collectProxy(
  url: URL,
  env: HttpPlan['proxyEnv'],
  mode: HttpFacts['proxy'],
  directWorks: boolean,
  timeoutMs: number,
): Promise<ProxyFacts | undefined> {
  const noProxy = env['no_proxy'] ?? env['NO_PROXY'];
  const named = chooseProxy(url, { ...env, no_proxy: '', NO_PROXY: '' }, 'env-also-loopback');
  if (named === undefined) return undefined;
  const isUsed = chooseProxy(url, env, mode) !== undefined;
  if (!isUsed && isLoopbackName(url.hostname)) return undefined;
  const exempt = noProxy === undefined || noProxy === '' ? {} : { noProxy: noProxy.slice(0, 500) };
  const base = { appliesTo: isUsed ? 'client' : 'nobody', ...exempt, directWorks } as const;
  if ('fault' in named) return { ...base, url: '', from: namedBy(env, url), reachable: false, errno: named.fault.code };
  return { ...base, url: showProxy(named), from: named.from, ...(await tryProxy(url, named, timeoutMs)) };
}

async function tryProxy(url: URL, { url: proxy }: ProxyChoice, timeoutMs: number): Promise<Pick<ProxyFacts, 'reachable' | 'errno' | 'connectStatus'>> {
  const watch = startWatch(timeoutMs, undefined);
  try {
    const opened = await connectThroughProxy(url, proxy, undefined, watch);
    if (!('fault' in opened)) {
      opened.socket.destroy();
      return { reachable: true, ...(url.protocol === 'https:' ? { connectStatus: 200 } : {}) };
    }
    const status = /^HTTP_(\d{3})$/.exec(opened.fault.code)?.[1];
    return status === undefined ? { reachable: false, errno: opened.fault.code } : { reachable: true, connectStatus: Number(status) };
  } finally {
    watch.finish();
  }
}

/** `http://user:[redacted]@proxy:3128`; a name without a password may be a token and is hidden as well. */
function showProxy({ url }: ProxyChoice): string {
  const user = url.password === '' ? '[redacted]' : url.username;
  const login = url.username === '' && url.password === '' ? '' : `${user}${url.password === '' ? '' : ':[redacted]'}@`;
  return `${url.protocol}//${login}${url.host}`;
}

function namedBy(env: HttpPlan['proxyEnv'], url: URL): string {
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  return [...names, 'all_proxy', 'ALL_PROXY'].find((name) => (env[name] ?? '').trim() !== '') ?? '';
}
