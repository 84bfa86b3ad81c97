import type { AnyRule, Hit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, isPathTry, quoteTry } from '../found-elsewhere.ts';
import { ANSWER_TEXT, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayAnswer, type HttpFailure } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf } from '../near.ts';

const ANSWERED = new Set(['http-status', 'http-body', 'invalid-answer', 'stream', 'rpc-error', 'redirect', 'http-closed', 'http-timeout']);
const TLS_ASKED = /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|http to https|speaking plain HTTP to an SSL/iu;

const CERTIFICATE =
  /\b(?:CERT_\w{1,40}|\w{0,40}SELF_SIGNED_CERT\w{0,20}|UNABLE_TO_\w{1,40}CERT\w{0,20}|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)\b/u;

/** The host is right and the address is not: MCP answers at another path, or under https. */
export const rule: AnyRule = defineRule({
  id: 'url-wrong-endpoint',
  layer: 'http',
  severity: 'blocks',
  cause: 'url-wrong-endpoint',
  needs: [],
  uses: ['session', 'neighbours', 'entry', 'client'],
  signs: [
    {
      id: 'not-found',
      literals: ['MCP endpoint not found', '404'],
      pattern:
        /MCP endpoint not found at (?<url>\S{1,300}?)\.?(?:\s|$)|(?:HTTP|status(?: code)?|Non-200(?: status code)?|server response:?|Error POSTing to endpoint)[ :(=]{1,4}(?:HTTP )?\(?404\b|404 Not Found.{0,20} for url \(?'?(?<url2>https?:\/\/[^\s'")]{1,300})|"POST \/\S{0,200} HTTP\/[\d.]{1,3}" 404\b|"GET (?=\/\S{0,200}(?:mcp|sse))\S{1,280} HTTP\/[\d.]{1,3}" 404\b|\b404 page not found\b/iu,
      sources: PROGRAM_TEXT,
      loose: true,
    },
    {
      id: 'session',
      literals: ['ession terminated', 'ession not found', 'nknown session', 'ession has'],
      pattern: /[Ss]ession (?:terminated|not found|has (?:expired|been))|[Uu]nknown session/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'stream',
      literals: ['Failed to open SSE stream', 'SSE connection failed', 'Unexpected content type'],
      pattern: /(?:Failed to open SSE stream|SSE connection failed): ?(?:Not Found|404)|Unexpected content type: (?:null|undefined|text\/plain)/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'body',
      literals: ['"detail"', '"error"', '"message"'],
      pattern: /Error POSTing to endpoint[^{]{0,30}: ?\{"(?:detail|error|message)": ?"(?:Not Found|Route not found|No route)[^"]{0,60}"/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'express',
      literals: ['Cannot POST /', 'Cannot GET /'],
      pattern: /Cannot (?:POST|GET) (?!\/(?:authorize|token)\b)(?<path>\/[^\s<"]{0,200})/u,
      sources: ANSWER_TEXT,
    },
    // What the hosted clients of Claude say of every address that does not answer as it should.
    {
      id: 'hosted',
      literals: ['points to a valid MCP server'],
      pattern: /Check that the URL points to a valid MCP server/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'tls-asked',
      literals: ['HTTPS port', 'HTTPS server', 'SSL-enabled server port'],
      pattern: /plain HTTP request was sent to HTTPS port|Client sent an HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled server port/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'status',
      literals: ['404', 'ot Found', 'oute not found', 'Missing Authentication Token', 'default backend', 'NOT_FOUND', 'No route'],
      pattern:
        /\b(?:status(?:_?code)?|code|HTTP|got|returned|with|response|error)\b["' :=(]{1,5}404\b|\(404\)|indicate success: 404\b|\b404[: -]{1,3}(?:[Nn]ot [Ff]ound|page|[Rr]ecord|[Rr]esource|[Rr]oute)|\b404 (?:[Nn]ot [Ff]ound|error)\b|"detail" ?: ?"Not Found"|"message" ?: ?"Missing Authentication Token"|default backend - 404|No route matches \[POST\]|\bDEPLOYMENT_NOT_FOUND\b|"path" ?: ?"\/[^"]{0,80}(?:mcp|sse)\S{0,20}"|"Application not found"/iu,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'framework',
      literals: [
        'o static resource',
        'o Route matched',
        'not found on this server',
        'he page could not be found',
        'o route found',
        'NoRouteError',
        'RoutingError',
        '410 Gone',
        'status 410',
        'not registered',
        'o mapping for',
        'full path',
        'Error 404',
        'Error: 404',
        'eceived unknown request',
        '/mcp',
        '/sse',
        '": Not Found',
      ],
      pattern: anyOf(
        /\bNo static resource [\w/.-]{1,80}|\bno Route matched with those values|\b[Tt]he requested (?:URL|resource|page)\b.{0,120}not found on this server|\bThe page could not be found\b|\b[Nn]o route found for (?:POST|GET)\b|\bNoRouteError\b|\bRoutingError\b|\b410 Gone\b|\b(?:status|HTTP)[ :]{1,2}410\b|requested webhook\b.{0,120}\bis not registered|\bNo mapping for (?:POST|GET) \/|Could not find resource for full path|\b\w{0,20}Error:? 404\b|^Received unknown request$/u,
        /\b(?:POST|GET) \/\S{0,100}(?:mcp|sse)\S{0,60} (?:[-→>]{1,2} )?404\b/u,
        /(?:calling|sending) "[\w/]{1,40}": (?:sending "[\w/]{1,40}": )?Not Found\b/u,
      ),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ session, neighbours, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure?.exchange !== undefined && failure.stage !== undefined && ANSWERED.has(failure.stage) && failure.session.outcome.kind === 'failed') {
      const { exchange, session: remote, status } = failure;
      const scheme = findMcp(neighbours, ({ change }) => change === 'https')[0];
      const isRefused = status === 401 || status === 403 || status === 429 || (status ?? 0) >= 500;
      // A session was opened here: the path is right, whatever the next request met.
      const isOpened = remote.messages.some(({ dir, result }) => dir === 'received' && result !== undefined);
      // The same refusal at another path (frameworks serve /mcp and /mcp/ alike) shows no better place.
      const paths = isRefused || isOpened ? [] : findMcp(neighbours, (one) => isPathTry(one) && (one.status !== status || status === 200));
      const best = scheme ?? paths[0];
      if (best !== undefined) {
        const type =
          best.transport === remote.transport || (best.transport === 'sse' && entry?.effective.transport === 'http-then-sse') ? undefined : best.transport;
        return [
          {
            confidence: best.result === 'mcp' ? 'confirmed' : 'likely',
            title: fitTitle(`MCP answers at ${cut(pathOf(best.url), 30)}, not at the URL of ${nameServer(entry)}`),
            why: `"${cut(remote.url, 120)}" answered ${cut(sayAnswer(exchange), 80)}, while "${cut(best.url, 120)}" speaks MCP.`,
            evidence: [quoteExchange(exchange), quoteTry(best)],
            fixes: [draftUrlFix('use-endpoint', `Use ${cut(best.url, 100)}`, best.url, 'safe', entry, client, type)],
            ...(best.result === 'mcp' ? {} : { decisive: `whether a login at ${best.url} leads to an MCP server` }),
          },
        ];
      }
      // Behind http the port shows a certificate, trusted or not: it speaks TLS, and drops plain requests without a word.
      const isTls = neighbours?.tries.some(({ change, detail }) => change === 'https' && CERTIFICATE.test(detail)) === true;
      if (isTls && failure.stage === 'http-closed' && remote.url.startsWith('http:')) return [sayHttps(failure, entry, client)];
      if (TLS_ASKED.test(exchange.body?.head ?? '')) return [sayHttps(failure, entry, client)];
      // A message of the protocol in the body means that the endpoint is there: a session it forgot, for one.
      if ((status !== 404 && status !== 410) || exchange.body?.kind === 'json-rpc' || neighbours === undefined) return [];
      return [
        {
          confidence: 'likely',
          title: fitTitle(`No MCP server at the URL of ${nameServer(entry)} (HTTP ${status})`),
          why: `"${cut(remote.url, 120)}" answered ${cut(sayAnswer(exchange), 100)}, and ${neighbours.tries.length === 0 ? 'no other path was tried' : `none of ${neighbours.tries.length} usual variations speaks MCP`}.`,
          evidence: [quoteExchange(exchange), ...neighbours.tries.slice(0, 3).map(quoteTry)],
          fixes: [readDocumentation(sayReload(client))],
          decisive: 'the path in the documentation of the server, or the address it prints when it starts',
        },
      ];
    }
    const isOfSession = signsNamed(signs, 'session').length > 0;
    const told = isRemote(session)
      ? []
      : signsToJudge(signs, session).filter(
          ({ sign, quote }) =>
            sign !== 'session' &&
            !/\bnpm (?:error|ERR!)|registry\.|\.well-known|\/register\b|session|API Error|oauth|SDK auth|registration|metadata/iu.test(quote),
        );
    if (told.length === 0) return [];
    // VS Code tries the older transport next; only when that finds nothing either is the path wrong.
    const isFirstTry = told.every(({ quote }) => /fall back to legacy SSE|(?:HTTP )?404 (?:status )?sending message/u.test(quote));
    const isScheme = signsNamed(told, 'tls-asked').length > 0;
    const where = groupOf(told, 'url') ?? groupOf(told, 'url2') ?? groupOf(told, 'path');
    const isStream = /\/sse\b/u.test(where ?? '');
    return draftHit(told, {
      confidence: capBeside(
        session,
        told,
        isScheme
          ? 'confirmed'
          : isFirstTry || told.every(({ sign }) => sign === 'hosted') || isStream || isOfSession || told.every(({ sign }) => sign === 'stream')
            ? 'possible'
            : 'likely',
      ),
      title: isScheme ? 'The URL says http, the server wants https' : `No MCP server at ${cut(where ?? 'this path', 40)}`,
      why: isScheme
        ? 'A plain HTTP request reached a port that speaks TLS.'
        : `The host answers, and knows nothing at ${where === undefined ? 'the path of the URL' : `"${cut(where, 120)}"`}: the path is another one (often /mcp, sometimes /sse).`,
      fixes: [
        isScheme
          ? tell('use-https', 'Write https:// in the URL', `Change http:// into https:// in the URL of the entry.${sayReload(client)}`)
          : readDocumentation(sayReload(client)),
      ],
      decisive: 'whether POST to /mcp on the same host is answered with JSON-RPC',
    });
  },
});

function sayHttps({ session, exchange }: HttpFailure, entry: Parameters<typeof draftUrlFix>[4], client: Parameters<typeof draftUrlFix>[5]): Hit {
  return {
    confidence: 'confirmed',
    title: fitTitle(`The URL of ${nameServer(entry)} says http, the port wants https`),
    why: `"${cut(session.url, 120)}" speaks plain HTTP to a port that speaks TLS.`,
    evidence: exchange === undefined ? [{ what: 'the URL', quote: session.url }] : [quoteExchange(exchange)],
    fixes: [draftUrlFix('use-https', 'Use https in the URL', session.url.replace(/^http:/iu, 'https:'), 'safe', entry, client)],
  };
}

function readDocumentation(reload: string): Hit['fixes'][number] {
  return tell(
    'correct-path',
    'Write the path the server uses',
    `Compare the URL with the documentation of the server or with what it prints at its start; the usual ones end in /mcp (Streamable HTTP) or /sse (old transport).${reload}`,
  );
}

/** Path of an address, or the whole of it when it leads to the root. */
function pathOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return path === '/' ? url : path;
}
