import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, findHeader, isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** 429: too many requests from this user, token or address. */
export const rule: AnyRule = defineRule({
  id: 'rate-limited',
  layer: 'http',
  severity: 'blocks',
  cause: 'rate-limited',
  needs: [],
  uses: ['session', 'entry'],
  signs: [
    {
      id: '429',
      literals: [
        '429',
        'Too Many Requests',
        'rate limit',
        'Rate limit',
        'Rate exceeded',
        'ratelimit',
        'rate_limit',
        'quota exceeded',
        'Error 1015',
        'error code: 1015',
        'oo many requests',
        'hrottl',
        'RESOURCE_EXHAUSTED',
        'quota',
        'ate-limit',
        'slow_down',
        'TooManyRequests',
        'Limit Exceeded',
      ],
      pattern:
        /(?:HTTP(?:\/[\d.]{1,3})?"?|status(?: code)?|Non-200(?: status code)?|server response:?|Error POSTing to endpoint)[ :(=]{1,4}(?:HTTP )?\(?429\b|\b429 Too Many|Too Many Requests|\bTooManyRequests\b|\brate.?limit(?:ed|[ _-]exceeded| reached|ing| hit)|exceeded (?:the |your |a )?(?:\w{1,20} )?(?:rate limit|quota)|Rate exceeded|[Ee]rror (?:code: ?)?1015\b|Throttl(?:ed|ing)(?:Exception)?\b|\bquota (?:exceeded|reached|exhausted)|\(429\)|(?:→|->|=>) ?\*{0,2}429\b|\b(?:POST|GET) \S{1,200} {1,4}429\b|(?:got|returned|code|error|mcp|server)[ :="]{1,4}429\b|"message": ?"Limit Exceeded"|"slow_down"/iu,
      sources: ANSWER_TEXT,
      loose: true,
    },
    { id: 'retry', literals: ['retry-after', 'retry after'], pattern: /retry[- ]after"?[: ]{1,3}"?(?<seconds>\d{1,6})/iu, sources: ANSWER_TEXT },
  ],

  judge({ session, entry, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status, session: remote } = failure;
      if (status !== 429 || exchange === undefined) return [];
      const after = findHeader(exchange.headers, 'retry-after');
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${nameServer(entry)} turns the client away for too many requests (429)`),
          why: `"${cut(remote.url, 120)}" answered 429 Too Many Requests${after === undefined ? '' : ` and asks to wait ${/^\d+$/u.test(after) ? `${after} s` : `until ${cut(after, 40)}`}`}.`,
          evidence: [
            quoteExchange(exchange),
            ...(after === undefined ? [] : [{ what: 'the server says when to come back', quote: `Retry-After: ${cut(after, 60)}` }]),
          ],
          fixes: waitFixes(after),
        },
      ];
    }
    const told = isRemote(session)
      ? []
      : signsToJudge(signs, session).filter(
          ({ quote }) => !/API Error|rate_limit_error|\bnpm (?:error|ERR!)|toomanyrequests|pull rate limit|"type": ?"text"|^"text": /iu.test(quote),
        );
    if (!told.some(({ sign }) => sign === '429')) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The server turns the client away for too many requests',
      why: 'The server or a gateway before it answered that a limit on requests is used up.',
      fixes: waitFixes(groupOf(told, 'seconds')),
      decisive: 'whether the same request succeeds after a pause',
    });
  },
});

function waitFixes(after: string | undefined) {
  return [
    tell(
      'wait',
      'Wait, then reconnect',
      after === undefined ? 'Leave the server alone for a few minutes, then reconnect.' : `Reconnect after the time it names (${cut(after, 40)}).`,
    ),
    tell(
      'fewer-requests',
      'Make fewer requests',
      'Close further clients and windows that use the same server or token, and use a login or a token of your own where requests without one are counted together.',
    ),
  ];
}
