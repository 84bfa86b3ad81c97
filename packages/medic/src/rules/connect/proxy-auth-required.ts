import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The proxy wants a login of its own (407) before it passes anything on. */
export const rule: AnyRule = defineRule({
  id: 'proxy-auth-required',
  layer: 'network',
  severity: 'blocks',
  cause: 'proxy-auth-required',
  needs: [],
  uses: ['session', 'network', 'client'],
  signs: [
    {
      id: '407',
      literals: [
        '407',
        'ERR_PROXY_AUTH',
        'Proxy Authentication Required',
        'roxy authorization required',
        'roxy authentication required',
        'ERR_CACHE_ACCESS_DENIED',
      ],
      pattern: anyOf(
        near(/\b407\b/iu, 40, /Proxy/iu),
        near(/\bproxy\b/iu, 120, /\b407\b/iu),
        /Proxy Auth(?:entication|orization) Required|statusCode=407|Proxy response \(407\)|HTTP code 407 from proxy|response 407\b|Tunnel connection failed: 407|\bERR_PROXY_AUTH\w{0,30}|ERR_CACHE_ACCESS_DENIED|HTTP\/[\d.]{1,3} 407\b/iu,
      ),
      sources: [...PROGRAM_TEXT, 'http-body'],
    },
  ],

  judge({ session, network, client, signs }) {
    const failure = readHttpFailure(session);
    const fixes = [
      tell(
        'proxy-login',
        'Give the proxy its login',
        `Write it into the variable: HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT, with special characters percent-encoded, where the client starts. For NTLM or Kerberos, run a local helper (Px, Cntlm) and name that as the proxy.${sayReload(client)}`,
      ),
      tell('exempt-host', 'Exempt the server from the proxy', 'When the server can be reached directly, add its host name to NO_PROXY.'),
    ];
    if (failure !== undefined) {
      const { exchange } = failure;
      if (
        exchange === undefined ||
        (exchange.status !== 407 && exchange.error?.code !== 'HTTP_407' && !(failure.stage === 'proxy' && network?.proxy?.connectStatus === 407))
      )
        return [];
      const shown = exchange.viaProxy ?? network?.proxy?.url ?? 'the proxy';
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`The proxy asks ${nameClient(client)} for a login (407)`),
          why: `The request for "${sayHost(failure.session.url)}" went to the proxy ${cut(shown, 80)}, which answered 407 Proxy Authentication Required; the server was not asked.`,
          evidence: [
            quoteExchange(exchange),
            ...(network?.proxy === undefined ? [] : [{ what: 'the proxy comes from', where: network.proxy.from, quote: network.proxy.url }]),
          ],
          fixes,
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'confirmed'),
      title: 'The proxy asks for a login (407)',
      why: 'A proxy on the way answered 407 Proxy Authentication Required; the server itself was not asked.',
      fixes,
      decisive: 'whether the proxy variables of that program hold a user name and a password',
    });
  },
});
