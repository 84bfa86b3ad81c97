import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { isLoginPage } from '../login-page.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** A web page where JSON should be: a front end that answers every path, a captive portal, a page of the hoster. */
export const rule: AnyRule = defineRule({
  id: 'html-response',
  layer: 'http',
  severity: 'blocks',
  cause: 'html-response',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'parse',
      literals: [
        "token '<'",
        'token <',
        "'<' looking for",
        '<!DOCTYPE',
        '<!doctype',
        "'<' is an invalid",
        "('<'",
        'HTML instead',
        'returned HTML',
        'HTML page',
        'html page',
        'an HTML',
        'a web page',
      ],
      pattern:
        /(?:Unexpected|Unrecognized) token '?<'?|invalid character '<' looking for beginning|"<!doctype ?"?\.{0,3}|^\s{0,20}<!doctype html|'<' is an invalid start of a value|Unexpected character \('<'|unexpected token at '<|(?:got|received|returned|returns|is|with) (?:an )?HTML (?:page|response|instead|document|error)|HTML instead of JSON|(?:got|received|returned) a web page\b|(?:got|received|returned):? <!doctype/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'type',
      literals: ['text/html'],
      pattern:
        /(?:[Uu]n(?:expected|supported) content.?type|UnexpectedContentType|[Ii]nvalid content.?type|[Uu]nknown media type|media type not supported|got|received)[^<]{0,60}text\/html|[Cc]ontent.type '?text\/html[^']{0,40}'? not supported|text\/html is not (?:supported|allowed|a valid)/u,
      sources: PROGRAM_TEXT,
    },
    { id: 'page', literals: ['<title>', '<html'], pattern: /<title>[^<]{1,200}<\/title>|<html[\s>]/iu, sources: ANSWER_TEXT },
    {
      id: 'beside',
      literals: ['xpecting value', 'xpected value at', 'nexpected response', 'ERR_NGROK_6024', '<html', '<!DOCTYPE', '<!doctype', '<title'],
      pattern: anyOf(
        near(/[Ee]xpected value at line 1 column 1/u, 80, /text\/html|<(?:html|!doctype|!DOCTYPE)/u),
        near(/(?:Expecting value: line 1 column 1|[Uu]nexpected (?:response|answer|body))\b/u, 80, /<(?:html|!doctype|title|!DOCTYPE)/u),
        /\bERR_NGROK_6024\b/u,
      ),
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status, session: remote } = failure;
      if (exchange?.body?.kind !== 'html' || status === undefined || status >= 300 || isLoginPage(exchange)) return [];
      const title = exchange.body.title;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`A web page answers at the URL of ${nameServer(entry)}, not an MCP server`),
          why: `"${cut(remote.url, 120)}" answered HTTP ${status} with an HTML page${title === undefined ? '' : ` titled "${cut(title, 80)}"`} where JSON-RPC belongs.`,
          evidence: [quoteExchange(exchange)],
          fixes: pageFixes(sayReload(client)),
        },
      ];
    }
    const told = isRemote(session)
      ? []
      : signsToJudge(signs, session).filter(
          ({ quote }) => !/discovering OAuth|OAuth (?:metadata|exchange|flow|login|authori[sz]ation)|\.well-known\//iu.test(quote),
        );
    if (!told.some(({ sign }) => sign !== 'page')) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'A web page came where JSON belongs',
      why: 'The client got an HTML page and cannot read it as JSON-RPC: the path is not the endpoint, or something in between (login page, firewall, hoster) answers.',
      fixes: pageFixes(sayReload(client)),
      decisive: 'the title of the page: curl -s URL and read what it says',
    });
  },
});

function pageFixes(reload: string) {
  return [
    tell(
      'correct-path',
      'Use the URL of the endpoint, not of the web site',
      `Take the URL from the documentation of the server; it usually ends in /mcp or /sse and answers a browser with an error, not with a page.${reload}`,
    ),
    tell(
      'check-network',
      'Rule out a page of the network',
      'A hotel or company network may answer with a login page of its own: open the URL in a browser and look whose page it is.',
    ),
  ];
}
