import type { AnyRule, ClientFacts, FixDraft, HostFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Signs that say something beside another one only. */
const PROXY_CONTEXT: ReadonlySet<string> = new Set(['loopback-status', 'proxy-set', 'proxy-address', 'proxy-refused']);

/** The proxy itself is dead, or it gets requests for this machine or network that it cannot serve, for want of NO_PROXY. */
export const rule: AnyRule = defineRule({
  id: 'proxy-unreachable',
  layer: 'network',
  severity: 'blocks',
  cause: 'proxy-unreachable',
  needs: [],
  uses: ['session', 'network', 'client', 'host'],
  signs: [
    {
      id: 'tunnel',
      literals: ['tunneling socket could not be established', 'tunnel'],
      pattern: /tunneling socket could not be established, (?:cause=|statusCode=(?!407))|Tunnel connection failed: (?!407)\d{3}|tunnel error:? (?!.{0,40}407)/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'connect',
      literals: [
        'ERR_PROXY_CONNECTION_FAILED',
        'ERR_TUNNEL_CONNECTION_FAILED',
        'Proxy connection ended',
        'Unable to connect to proxy',
        'Cannot connect to proxy',
        'proxyconnect',
        'Could not resolve proxy',
        'ProxyError',
      ],
      pattern:
        /\bERR_(?:PROXY|TUNNEL)_CONNECTION_FAILED\b|Proxy connection ended before receiving CONNECT response|(?:Unable|Failed|Cannot|could not) to? ?connect to (?:the )?proxy|proxyconnect tcp: |Could not resolve proxy|\bProxyError\((?!.{0,60}407)/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'status',
      literals: ['from proxy after CONNECT', 'when HTTP Tunneling', 'Proxy response'],
      pattern:
        /Received HTTP code (?!407)(?<status>\d{3}) from proxy after CONNECT|Proxy response \((?!407)(?<status2>\d{3})\) ?!== ?200 when HTTP Tunneling|CONNECT tunnel failed, response (?!407)(?<status3>\d{3})/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'local-proxy',
      literals: ['Cntlm', 'cntlm', 'privoxy', 'Privoxy', 'proxy failure'],
      pattern: anyOf(near(/\b[Cc]ntlm\b/u, 40, /proxy fail/u), near(/Privoxy/u, 80, /fail|refused/u)),
      sources: ANSWER_TEXT,
    },
    { id: 'told', literals: ['connect to proxy'], pattern: /(?:not|n't|cannot|failed to) connect to (?:the )?proxy\b/iu, sources: ANSWER_TEXT },
    {
      id: 'loopback-status',
      literals: ['127.0.0.1', 'localhost'],
      pattern: /https?:\/\/(?:127\.0\.0\.1|localhost)\b.{0,200}\b(?:HTTP )?50[234]\b/u,
      sources: ['pasted'],
    },
    {
      id: 'proxy-address',
      literals: ['_PROXY', '_proxy'],
      pattern: /\b(?:HTTPS?|https?|ALL|all)_(?:PROXY|proxy)["']? ?[=:] ?["']?(?:https?|socks5h?):\/\/(?:[^@\s]{1,80}@)?(?<proxy>[\w.-]{1,100}:\d{2,5})/u,
      sources: ['pasted'],
    },
    {
      id: 'proxy-refused',
      literals: ['ECONNREFUSED'],
      pattern: /\bECONNREFUSED:? (?<refused>[\w.-]{1,100}:\d{2,5})/u,
      sources: ['pasted'],
    },
    {
      id: 'proxy-set',
      literals: ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'],
      pattern: /\b(?:https?|all)_proxy\b["']? ?[=:]/iu,
      sources: ['pasted'],
    },
    {
      id: 'squid',
      literals: ['X-Squid-Error', 'ERR_CONNECT_FAIL', 'squid'],
      pattern: anyOf(/X-Squid-Error: ERR_(?:CONNECT_FAIL|DNS_FAIL|ACCESS_DENIED)/u, near(/Generated /u, 80, near(/ by /u, 80, /\(squid/u))),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'socks',
      literals: ['SOCKS', 'ocks', 'scheme for proxy', 'successful tunnel', 'hrough proxy', 'ProxyError:'],
      pattern:
        /\bERR_SOCKS_CONNECTION_FAILED\b|Using SOCKS proxy, but the '?socksio'? package|Unknown scheme for proxy URL|\b(?:SOCKS|[Ss]ocks)\w{0,2}(?: proxy)?(?: connection| server| authentication)? (?:rejected|refused|failed|error)\b|Missing dependencies for SOCKS support|\bunsuccessful tunnel\b|Unable to tunnel through proxy\. Proxy returns "HTTP\/1\.[01] (?!407)\d{3}|\bProxyError: (?!.{0,60}\b407\b)/u,
      sources: PROGRAM_TEXT,
    },
    // The ports on which local proxies (Clash, V2Ray, Shadowsocks, Squid, Privoxy) listen when nobody chose another.
    {
      id: 'local-port',
      literals: ['port=78', 'port=1080', 'port=108', 'port=3128', 'port=8118', ':7890', ':7891', ':7897', ':10809', ':10808'],
      pattern: anyOf(
        /connect_tcp\.(?:started|failed) host='(?:127\.0\.0\.1|localhost)' port=(?:7890|7891|7897|1080|1087|10808|10809|3128|8118)\b/u,
        near(/\b(?:ECONNREFUSED|refused)\b/u, 60, /(?:127\.0\.0\.1|localhost|\[?::1\]?):(?:7890|7891|7897|10808|10809)\b/u),
      ),
      sources: PROGRAM_TEXT,
    },
    // A page of the proxy where the server should have answered.
    {
      id: 'page',
      literals: ['Proxy', 'proxy'],
      pattern: near(/<(?:!doctype )?html\b/iu, 300, /\b(?:Internet|Web|HTTP|Squid|corporate) [Pp]roxy\b/iu),
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, network, client, host, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, stage } = failure;
      const proxy = network?.proxy;
      const where = sayHost(failure.session.url);
      if (exchange === undefined || exchange.status === 407 || proxy?.connectStatus === 407) return [];
      const shown = exchange.viaProxy ?? proxy?.url ?? 'the proxy';
      const from = proxy?.from ?? 'a proxy variable';
      const isNear = network?.isLoopback === true || network?.isPrivate === true;
      // A near server that answers directly and not through the proxy: the proxy answered in its place.
      if (exchange.viaProxy !== undefined && isNear && proxy?.directWorks === true) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`The proxy swallows the request to ${cut(where, 36)}`),
            why: `${nameClient(client)} sent the request for "${where}" to the proxy ${shown} (${from}), which cannot reach this machine's own addresses; a direct connection works.`,
            evidence: [
              quoteExchange(exchange),
              { what: 'the request went through', where: from, quote: shown },
              { what: 'a direct connection', where, quote: 'open' },
            ],
            fixes: [exemptHost(network?.host ?? 'localhost', client, host)],
          },
        ];
      }
      if (stage !== 'proxy' || exchange.error === undefined) return [];
      const isInvalid = exchange.error.code === 'ERR_INVALID_URL';
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(isInvalid ? `${cut(from, 24)} holds no valid proxy address` : `${nameClient(client)} cannot connect through the proxy`),
          why: `${nameClient(client)} uses the proxy ${isInvalid ? `of ${from}` : `${shown} (${from})`} for "${where}", and that ended with ${exchange.error.code}${proxy?.directWorks === true ? '; a direct connection works' : ''}.`,
          evidence: [quoteExchange(exchange), { what: 'the proxy comes from', where: from, quote: proxy?.url ?? shown }],
          fixes: [...(proxy?.directWorks === true ? [exemptHost(network?.host ?? where, client, host)] : []), repairProxy(from, client)],
        },
      ];
    }
    const all = isRemote(session) ? [] : signsToJudge(signs, session);
    // A gateway's refusal in the name of this very machine, while a proxy is set: the proxy caught the request.
    const isCaught = all.some(({ sign }) => sign === 'loopback-status') && all.some(({ sign }) => sign === 'proxy-set');
    // The address that refused is the one a variable names as proxy.
    const refused = new Set(signsNamed(all, 'proxy-refused').map(({ groups }) => groups['refused']));
    const named = signsNamed(all, 'proxy-address').filter(({ groups }) => refused.has(groups['proxy']));
    const told = [...named, ...all.filter(({ sign }) => !PROXY_CONTEXT.has(sign) || (isCaught && (sign === 'loopback-status' || sign === 'proxy-set')))];
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The proxy cannot be reached or does not pass the request on',
      why: 'The program uses a proxy from its environment or settings, and the connection through it failed before the server was asked.',
      fixes: [
        ...(signsNamed(told, 'socks').length === 0 ? [] : [speakSocks(client)]),
        repairProxy('the proxy setting', client),
        exemptHost('localhost', client, host),
      ],
      decisive: 'whether curl -x PROXY to the same URL gets through, and curl --noproxy "*" as well',
    });
  },
});

function exemptHost(name: string, client: ClientFacts | undefined, host: HostFacts | undefined): FixDraft {
  const list = [...new Set([name, 'localhost', '127.0.0.1', '::1'])].join(',');
  const how = host?.platform === 'win32' ? `setx NO_PROXY "${list}"` : `export NO_PROXY="${list}" no_proxy="${list}"`;
  return tell(
    'exempt-host',
    'Exempt the host from the proxy',
    `Set it where the client starts, together with what stands there already: ${how}${client?.kind === 'app' && host?.platform === 'darwin' ? ` (desktop programs on macOS: launchctl setenv NO_PROXY "${list}")` : ''}.${sayReload(client)}`,
  );
}

function repairProxy(from: string, client: ClientFacts | undefined): FixDraft {
  return tell(
    'repair-proxy',
    'Correct or remove the proxy',
    `Compare host and port in ${from} with what works elsewhere; a VPN or debugging proxy that is switched off leaves such a variable behind. Unset it when no proxy is needed.${sayReload(client)}`,
  );
}

function speakSocks(client: ClientFacts | undefined): FixDraft {
  return tell(
    'speak-socks',
    'If the proxy is a SOCKS proxy, name an http one or add SOCKS support',
    `Proxies mostly take http as well: write http:// and that port into HTTPS_PROXY, and unset ALL_PROXY. Python programs speak SOCKS with the package socksio (uvx --with socksio, pip install "httpx[socks]"); fetch in Node does not.${sayReload(client)}`,
  );
}
