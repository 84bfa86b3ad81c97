import type { AnyRule, ClientFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { isLoopbackPeer, isPrivatePeer, peersOf, UNKNOWN_NAME_SIGNS, UNREACHABLE_SIGNS } from '../network-signs.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';

/** Only a proxy leads outside, and the program dials directly: Node's fetch reads no proxy variables unless told to. */
export const rule: AnyRule = defineRule({
  id: 'proxy-not-honoured',
  layer: 'network',
  severity: 'blocks',
  cause: 'proxy-not-honoured',
  needs: [],
  uses: ['session', 'network', 'client', 'host'],
  signs: [
    ...UNKNOWN_NAME_SIGNS.map((sign) => ({ ...sign, id: `lost-name-${sign.id}` })),
    ...UNREACHABLE_SIGNS.map((sign) => ({ ...sign, id: `lost-way-${sign.id}` })),
    {
      id: 'lost-python',
      literals: ['All connection attempts failed'],
      pattern: /All connection attempts failed.{0,40}https:\/\/(?<host>[\w.-]{1,100})/u,
      sources: PROGRAM_TEXT,
    },
    // The big hosts do not refuse https; a firewall that lets only the proxy out does.
    {
      id: 'lost-refused',
      literals: ['ECONNREFUSED'],
      pattern: /\bECONNREFUSED (?<host>(?!127\.|10\.|0\.|192\.168\.|172\.|169\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}):443\b/u,
      sources: PROGRAM_TEXT,
    },
    { id: 'undici', literals: ['fetch failed', 'undici'], pattern: /TypeError: fetch failed|node:internal\/deps\/undici/u, sources: PROGRAM_TEXT },
    {
      id: 'proxy-set',
      literals: [
        'HTTPS_PROXY',
        'HTTP_PROXY',
        'https_proxy',
        'http_proxy',
        'https-proxy',
        'corporate proxy',
        'company proxy',
        'egress proxy',
        'behind a proxy',
        'behind the proxy',
        'behind our',
      ],
      pattern:
        /\bHTTPS?_PROXY\b ?[=:]|\$(?:env:)?\{?HTTPS?_PROXY\b|%HTTPS?_PROXY%|\b(?:corporate|company|egress|enterprise) proxy\b|\bbehind (?:a|the|our) (?:\w{1,20} )?proxy\b|"https?-proxy"/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'ignored',
      literals: ['proxy'],
      pattern:
        /(?:ignor\w{1,4}|does(?: not|n't) (?:honou?r|respect|use|support)|not using) (?:the )?(?:system |HTTPS?_)?proxy|HTTPS?_PROXY\b.{0,60}connects? directly/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'lost-reset',
      literals: ['ECONNRESET', 'onnection reset', 'socket hang up'],
      pattern: /\bECONNRESET\b|[Cc]onnection reset by peer|socket hang up/u,
      sources: ['pasted'],
    },
  ],

  judge({ session, network, client, host, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { stage, exchange } = failure;
      const proxy = network?.proxy;
      if (proxy === undefined || exchange === undefined || proxy.appliesTo !== 'nobody' || !proxy.reachable || proxy.directWorks === true) return [];
      if (!['dns', 'tcp', 'http-timeout'].includes(stage ?? '') || exchange.error?.code === 'ECONNREFUSED' || network?.isLoopback === true) return [];
      const where = sayHost(failure.session.url);
      const isOpen = proxy.connectStatus === 200;
      return [
        {
          confidence: isOpen ? 'confirmed' : 'likely',
          title: fitTitle(`${nameClient(client)} dials ${cut(where, 30)} past the proxy`),
          why: `${proxy.from} names the proxy ${proxy.url}, which ${isOpen ? `opened a way to ${where}` : 'answers'}, but ${nameClient(client)} dialled directly and ended with ${exchange.error?.code ?? 'no answer'}.`,
          evidence: [
            quoteExchange(exchange),
            {
              what: 'the proxy of this machine',
              where: proxy.from,
              quote: `${proxy.url}${proxy.connectStatus === undefined ? ' accepts connections' : ` answered CONNECT with ${proxy.connectStatus}`}${proxy.noProxy === undefined ? '' : `; NO_PROXY=${cut(proxy.noProxy, 120)}`}`,
            },
          ],
          fixes: proxyFixes(client, proxy.noProxy !== undefined),
          ...(isOpen ? {} : { decisive: 'whether curl -x with that proxy gets an answer from the URL' }),
        },
      ];
    }
    if (isRemote(session)) return [];
    const told = signsToJudge(signs, session);
    const lost = told.filter(({ sign }) => sign.startsWith('lost-'));
    const peer = peersOf(lost)[0];
    const isOutside = peer !== undefined && !isLoopbackPeer(peer) && !isPrivatePeer(peer) && peer.includes('.');
    const proxySigns = signsNamed(told, 'proxy-set', 'ignored');
    const undici = signsNamed(told, 'undici');
    const isSet = Object.keys(host?.proxy ?? {}).length > 0;
    // A reset names no peer; a proxy that was set beside it and passed by is the usual reason.
    const isCut = signsNamed(lost, 'lost-reset').length > 0 && proxySigns.length > 0;
    if (lost.length === 0 || !(isOutside || isCut) || (proxySigns.length === 0 && (undici.length === 0 || (session !== undefined && !isSet)))) return [];
    return draftHit([...proxySigns, ...lost, ...undici], {
      confidence: capBeside(session, lost, proxySigns.length > 0 || isSet || signsNamed(lost, 'lost-refused').length > 0 ? 'likely' : 'possible'),
      title: `A direct connection to ${cut(peer ?? 'the server', 30)} fails; a proxy may be needed`,
      why: `The program dialled ${peer === undefined ? 'the server' : `"${peer}"`} directly; fetch in Node reads HTTPS_PROXY only when NODE_USE_ENV_PROXY=1 is set.`,
      fixes: proxyFixes(session?.transport === 'stdio' ? undefined : client, false),
      decisive: 'whether this network needs a proxy: curl -v to the same host works with the proxy variables and fails with --noproxy "*"',
    });
  },
});

function proxyFixes(client: ClientFacts | undefined, hasExemption: boolean): readonly FixDraft[] {
  return [
    ...(hasExemption
      ? [
          tell(
            'narrow-no-proxy',
            'Take the host out of NO_PROXY',
            `NO_PROXY exempts hosts from the proxy; remove the entry that matches this one.${sayReload(client)}`,
          ),
        ]
      : []),
    tell(
      'use-env-proxy',
      'Let Node use the proxy variables',
      `Set NODE_USE_ENV_PROXY=1 besides HTTPS_PROXY (Node 24, and 22 from 22.21 on) in "env" of a local server or in the environment in which the client starts.${client?.id === 'vscode' ? ' In VS Code, set "http.proxy".' : ''}${sayReload(client)}`,
    ),
    tell('bridge-proxy', 'Go through a bridge that reads them', `Use npx mcp-remote URL --enable-proxy as a local server, with HTTPS_PROXY in its "env".`),
  ];
}
