import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, findHeader, isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** A POST must accept both JSON and event streams; servers answer 406 when one is missing, also when a proxy took it away. */
export const rule: AnyRule = defineRule({
  id: 'accept-header-406',
  layer: 'http',
  severity: 'blocks',
  cause: 'accept-header-406',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'sdk',
      literals: ['Not Acceptable', 'must accept', 'ccept must', 'ccept header', 'NotAcceptable'],
      pattern:
        /Not Acceptable: Client must accept|(?:[Cc]lient|Accept(?: header)?|request) must (?:accept|include|contain) (?:both )?['"]?(?:application\/json|text\/event-stream)|Invalid Accept headers?\. Expected|(?:text\/event-stream|application\/json) required in Accept header|HttpMediaTypeNotAcceptableException/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'status',
      literals: ['406'],
      pattern: /(?:status(?: code)?|HTTP(?:\/[\d.]{1,3})?|Non-200(?: status code)?|"|\()[ :(=]{0,3}406\b|\b406 Not Acceptable/iu,
      sources: ANSWER_TEXT,
    },
    // OpenAI's hosted connector folds the server's refusal into 424.
    {
      id: 'connector',
      literals: ['424 (Failed Dependency)'],
      pattern: near(/MCP server/u, 120, /424 \(Failed Dependency\)/u),
      sources: ['pasted', 'client-log'],
    },
  ],

  judge({ session, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status } = failure;
      if (status !== 406 || exchange === undefined) return [];
      const sent = findHeader(exchange.requestHeaders, 'accept') ?? 'nothing';
      const isComplete = sent.includes('application/json') && sent.includes('text/event-stream');
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${nameServer(entry)} refuses the Accept header (HTTP 406)`),
          why: `${nameClient(client)} sent "Accept: ${cut(sent, 100)}" with ${exchange.method} and the answer was 406${isComplete ? ': the header is complete, so something in between changes it or the server wants less' : ''}.`,
          evidence: [quoteExchange(exchange), { what: 'the request said', quote: `Accept: ${cut(sent, 200)}` }],
          fixes: [
            isComplete
              ? tell(
                  'pass-accept',
                  'Let the proxy pass the Accept header on',
                  'Look at the proxy or gateway before the server: it must pass Accept unchanged. In your own server, accept requests that name both types, whatever else they name.',
                )
              : tell(
                  'send-both',
                  'Send both types',
                  `The client must send Accept: application/json, text/event-stream with every POST; update ${nameClient(client)}.${sayReload(client)}`,
                ),
          ],
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session).filter(({ quote }) => !/\bnpm (?:error|ERR!)/u.test(quote));
    if (told.length === 0) return [];
    const isSaid = signsNamed(told, 'sdk').length > 0;
    return draftHit(told, {
      confidence: capBeside(session, told, isSaid ? 'confirmed' : signsNamed(told, 'status').length > 0 ? 'likely' : 'possible'),
      title: 'The server refuses the Accept header (HTTP 406)',
      why: 'The request does not name both application/json and text/event-stream in its Accept header, as Streamable HTTP asks of every POST.',
      fixes: [
        tell(
          'send-both',
          'Send both types',
          'Update the client, or add "Accept": "application/json, text/event-stream" to its headers where it lets you. With curl: -H "Accept: application/json, text/event-stream".',
        ),
        tell(
          'relax-server',
          'Let the server take less',
          'In your own server, answer with JSON when only that is accepted (json_response=True in the Python SDK, enableJsonResponse in the TypeScript SDK), or add the header in the proxy before it.',
        ),
      ],
      decisive: 'the Accept header of the refused request, in the log of the server or proxy',
    });
  },
});
