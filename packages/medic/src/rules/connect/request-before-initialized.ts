import type { AnyRule } from '../../model/index.ts';
import { decisiveExchange, errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

const NOT_YET = /before (?:initialization|initialize)|not (?:been )?initiali[sz]ed|initiali[sz]ation (?:was|is) not complete/iu;

/** The server holds the client to the order initialize, initialized, requests, and says that the order was broken. */
export const rule: AnyRule = defineRule({
  id: 'request-before-initialized',
  layer: 'protocol',
  severity: 'blocks',
  cause: 'request-before-initialized',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    { id: 'python', literals: ['before initialization was complete'], pattern: /Received request before initialization was complete/u },
    { id: 'sdk', literals: ['Server not initialized', 'server not initialized'], pattern: /(?:Bad Request: )?Server not initialized\b/iu },
    // rmcp, when the first message is another one.
    {
      id: 'rust',
      literals: ['xpect initialized request', 'xpected initialized request', 'ExpectedInitialize', 'xpect initialize request'],
      pattern: /[Ee]xpect(?:ed)? initialized? request, but received|ExpectedInitialize(?:d?Request|d)\b|expect initialize request/u,
    },
    // The Python SDK's whole answer to a request before the handshake; its log says more.
    { id: 'params', literals: ['Invalid request parameters'], pattern: /-32602:? ?,?(?:"message": ?"| ?)Invalid request parameters/u, sources: ['pasted'] },
    {
      id: 'other',
      literals: ['nitializ', 'client is not connected', 'Client is not connected'],
      pattern:
        /Client is not connected\. Use the 'async with|waiting for (?:the )?["'`]?initialized["'`]? notification|\b(?:server|session) has not been initialized|initiali[sz]e(?:d|ation)? (?:handshake |request )?(?:was |has |is |had )?(?:never|not) completed?\b|method "(?!server\/discover)[\w/]{1,60}" is invalid during (?:session )?initialization|(?:received|got|sent) .{0,60}before (?:the )?(?:session |server |client )?(?:was |is |has been )?initializ|not yet initialized|(?:must|has to) be initialized (?:first|before)|(?:session|connection|client) (?:is |was )?not (?:yet )?initialized|initiali[sz]e["'`]? (?:request |message |call )?(?:must|has to|should|needs to) (?:be|come|happen) (?:the )?(?:called |sent )?(?:very )?first|first (?:message|request|call)\b[^{}]{0,30} (?:must|has to|should|needs to|expected to) be (?:an? |the )?["'`]?initiali[sz]e|(?:must|have to|need to|please) (?:call|send|issue) (?:an? |the )?["'`]?initiali[sz]e["'`]? (?:request |message )?(?:first|before)|expect(?:ed|ing) (?:an? |the )?["'`]?initiali[sz]e["'`]? (?:request|message|as)/iu,
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('reconnect', 'Reconnect', `Close the connection and open it again; a server that was restarted has forgotten the handshake.${sayReload(client)}`),
      tell(
        'one-transport-per-session',
        'In your own server, keep one transport per session',
        'Make a transport for each initialize, store it under its session id and look it up for later requests; or use the stateless mode of the SDK.',
      ),
      tell('leave-sse', 'On the old SSE transport, move to Streamable HTTP', 'Use the /mcp endpoint of the server instead of /sse where there is one.'),
    ];
    if (session !== undefined) {
      // Older servers answer a server/discover probe in these words; that is their normal "no" to the other era (2026-11-20).
      if (decisiveExchange(session)?.purpose === 'discover') return [];
      const refusal = errorsOf(session).findLast(({ method, error }) => method !== 'server/discover' && NOT_YET.test(error.message));
      if (refusal === undefined) return [];
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${name} forgets the handshake between two requests`),
          why: `After initialize the server answered ${refusal.method ?? 'the next request'} with "${cut(refusal.error.message, 120)}".`,
          evidence: [{ what: `the answer to ${refusal.method ?? 'a request'}`, quote: cut(sayError(refusal.error), 300) }],
          fixes,
        },
      ];
    }
    if (signs.length === 0) return [];
    const sure = signsNamed(signs, 'python', 'sdk', 'rust').length > 0;
    return [
      {
        confidence: sure ? 'likely' : 'possible',
        title: fitTitle(`${name} got a request before the handshake was finished`),
        why: 'The server wants initialize first, and the request reached a session that never saw one.',
        evidence: quoteSigns(signs),
        fixes,
        decisive: 'whether a fresh connection works: if it does, the server was restarted; if not, it makes a new transport for each request',
      },
    ];
  },
});
