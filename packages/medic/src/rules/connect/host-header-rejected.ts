import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, quoteTry } from '../found-elsewhere.ts';
import { ANSWER_TEXT, findHeader, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

const REFUSAL =
  /Invalid Host\b|Misdirected Request|Invalid Origin\b|DNS[ -]rebinding|Blocked request\. This host|DisallowedHost|Invalid HTTP_HOST|\bhost\b.{0,60}(?:not allowed|not permitted|rejected|forbidden)|(?:not allowed|forbidden|invalid|unknown|untrusted) host\b|\borigin\b.{0,60}(?:not allowed|not permitted|rejected|forbidden)/iu;

/** Guards against DNS rebinding know a list of host names; the SDKs' lists hold localhost only until told otherwise. */
export const rule: AnyRule = defineRule({
  id: 'host-header-rejected',
  layer: 'http',
  severity: 'blocks',
  cause: 'host-header-rejected',
  needs: [],
  uses: ['session', 'neighbours', 'network', 'entry', 'client'],
  signs: [
    {
      id: 'said',
      literals: [
        'nvalid Host',
        'nvalid host',
        'nvalid Origin',
        'Invalid Host',
        'Invalid Origin',
        'Blocked request. This host',
        'DisallowedHost',
        'HTTP_HOST',
        'rebinding',
        'Host not allowed',
        'host is not allowed',
        'rigin not allowed',
        'rigin is not allowed',
        'orbidden origin',
        'ntrusted host',
        'ntrusted Host',
        'Blocked host',
        'Invalid Hostname',
        'hostname is invalid',
        'ost validation',
        'rigin validation',
        'rigin header',
        'llowed hosts',
        'llowed_hosts',
        'ost header',
        'is only allowed at ',
        'isallowed host',
        'isallowed Host',
        'isallowed origin',
        'isallowed Origin',
      ],
      pattern:
        /[Ii]nvalid [Hh]ost(?: header)?:? ?"?(?<name>[\w.:[\]-]{1,200})?|Invalid Origin(?: header)?(?:: ?(?<origin>\S{1,200})|\b)|Blocked request\. This host \(?"?(?<vite>[\w.-]{1,200})|DisallowedHost|Invalid HTTP_HOST header: '?(?<django>[\w.:-]{1,200})|DNS[ -]rebinding (?:protection|attack).{0,60}(?:block|reject|refus|fail)|[Hh]ost (?:is )?not allowed\b|\b[Oo]rigin (?:is )?not allowed\b(?! by Access-Control)|[Ff]orbidden (?:origin|host)\b|[Uu]ntrusted (?:host|Host|origin)\b|Blocked hosts?: |Bad Request - Invalid Hostname|request hostname is invalid|(?:[Hh]ost|[Oo]rigin) validation (?:failed|error)|[Hh]ost header (?:value )?(?:is )?(?:not allowed|rejected|forbidden|invalid)|[Oo]rigin header .{0,80}(?:not allowed|rejected|forbidden)|not in (?:the )?(?:ALLOWED_HOSTS|allowed[_ ]hosts)|[Dd]isallowed (?:[Hh]ost|[Oo]rigin)\b|Access is only allowed at (?<name2>[\w.:-]{1,200})/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'origin-sent',
      literals: ['Origin: http'],
      pattern: /\b403\b.{0,40}\bOrigin: (?<origin>https?:\/\/[^\s)]{1,200})/u,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: '421',
      literals: ['421', 'Misdirected'],
      pattern: /\b421 Misdirected|(?:HTTP(?:\/[\d.]{1,3})?"?|status(?: code)?|Non-200(?: status code)?|server response:?)[ :(=]{1,4}(?:HTTP )?421\b/iu,
      sources: PROGRAM_TEXT,
      loose: true,
    },
  ],

  judge({ session, neighbours, network, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status, session: remote } = failure;
      if (exchange === undefined || status === undefined) return [];
      const proof = findMcp(neighbours, ({ change, result }) => change === 'host header localhost' && result === 'mcp')[0];
      const words =
        exchange.body?.kind === 'html' && !/Blocked request|DisallowedHost/u.test(exchange.body.head) ? '' : (exchange.body?.head.slice(0, 2000) ?? '');
      const isSaid = (status === 403 || status === 400 || status === 401) && REFUSAL.test(words);
      if (status !== 421 && !isSaid && proof === undefined) return [];
      const isOrigin = /origin/iu.test(words) && !/\bhost\b/iu.test(words);
      const sent = isOrigin ? (findHeader(exchange.requestHeaders, 'origin') ?? 'the Origin header') : sayHost(remote.url);
      const wanted = network?.isLoopback === true && proof !== undefined ? withOrigin(remote.url, { host: 'localhost' }) : undefined;
      return [
        {
          confidence: proof !== undefined || status === 421 || isSaid ? 'confirmed' : 'likely',
          title: fitTitle(`${nameServer(entry)} refuses the ${isOrigin ? 'Origin' : 'Host'} "${cut(sent, 30)}" (HTTP ${status})`),
          why: `The server answered ${status}${words === '' ? '' : ` "${cut(words.replaceAll(/\s+/gu, ' ').trim(), 80)}"`}: "${cut(sent, 80)}" is not on its list of allowed ${isOrigin ? 'origins' : 'hosts'}${proof === undefined ? '' : '; the same request with Host "localhost" was answered'}.`,
          evidence: [quoteExchange(exchange), ...(proof === undefined ? [] : [quoteTry(proof)])],
          fixes: [
            ...(wanted === undefined ? [] : [draftUrlFix('use-localhost', 'Use localhost in the URL', wanted, 'safe', entry, client)]),
            ...(isOrigin && findHeader(exchange.requestHeaders, 'origin') !== undefined
              ? [tell('drop-origin', 'Take the Origin header out of the entry', 'Programs need no Origin; remove it from the headers of the entry.')]
              : []),
            allowHost(sent),
          ],
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const name = groupOf(told, 'name') ?? groupOf(told, 'name2') ?? groupOf(told, 'vite') ?? groupOf(told, 'django') ?? groupOf(told, 'origin');
    return draftHit(told, {
      confidence: capBeside(session, told, signsNamed(told, 'said').length > 0 || signsNamed(told, '421').length > 0 ? 'confirmed' : 'likely'),
      title: name === undefined ? 'The server refuses the host name it is called by' : `The server refuses the host name "${cut(name, 34)}"`,
      why: `The server's guard against DNS rebinding does not know ${name === undefined ? 'the host name in the request' : `"${cut(name, 100)}"`}; the lists of the SDKs hold localhost only.`,
      fixes: [allowHost(name ?? 'the host name of the URL')],
      decisive: 'whether the same request with the header "Host: localhost" is answered',
    });
  },
});

function allowHost(name: string) {
  return tell(
    'allow-host',
    `Let the server know the name`,
    `Python SDK and FastMCP: TransportSecuritySettings(allowed_hosts=["${name}"]), also with ":*" for a port. TypeScript SDK: createMcpExpressApp({ allowedHosts: ["${name}"] }). Vite: server.allowedHosts. Django: ALLOWED_HOSTS. Behind a proxy, the proxy may send the Host header the server knows instead. Then restart the server.`,
  );
}
