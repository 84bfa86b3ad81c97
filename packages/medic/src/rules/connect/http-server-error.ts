import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

const GATEWAY = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]);

/** The server, or the gateway before it, failed: a 5xx. The client's entry is right as far as one can see. */
export const rule: AnyRule = defineRule({
  id: 'http-server-error',
  layer: 'http',
  severity: 'blocks',
  cause: 'http-server-error',
  needs: [],
  uses: ['session', 'entry'],
  signs: [
    {
      id: 'status',
      literals: [
        'HTTP 5',
        ' 50',
        '"50',
        '(50',
        '=50',
        ':50',
        ' 52',
        '(52',
        'upstream connect error',
        'Internal Server Error',
        'Bad Gateway',
        'Service Unavailable',
        'Gateway Time',
      ],
      pattern:
        /(?:HTTP(?:\/[\d.]{1,3})?"?|status(?: code)?|Non-200(?: status code)?|server response:?|server error|error code|Error POSTing to endpoint|failed with)[ :(=]{1,4}(?:HTTP )?\(?(?<status>5[0-3]\d)\b|\b(?<status2>50[0-4]) (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Not Implemented)|upstream connect error or disconnect\/reset before headers|^(?:Error: )?(?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)$/iu,
      sources: PROGRAM_TEXT,
      loose: true,
    },
    {
      id: 'gateway',
      literals: [
        'no healthy upstream',
        'pstream request timeout',
        'FUNCTION_INVOCATION',
        'failed to respond',
        'Application Error',
        'service is unavailable',
        'ervice Temporarily',
        'error code: 1',
        'Endpoint request timed out',
        'nternal [Ss]erver',
        'nternal server error',
        'nternal Server Error',
        'ad Gateway',
        'ervice Unavailable',
        'ateway Time',
        'ateway time',
        'Worker threw',
        'rgo Tunnel',
        'GATEWAY_TIMEOUT',
        'BAD_GATEWAY',
      ],
      pattern:
        /no healthy upstream|[Uu]pstream request timeout|FUNCTION_INVOCATION_(?:FAILED|TIMEOUT)|[Aa]pplication failed to respond|\bApplication Error\b|The service is unavailable|Service Temporarily Unavailable|error code: ?(?:1033|1101|1102)\b|Endpoint request timed out|[Ii]nternal [Ss]erver [Ee]rror|\bBad Gateway\b|\bService Unavailable\b|Gateway [Tt]ime-?out|Worker threw exception|Argo Tunnel error/u,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'number',
      literals: ['50', '52', '53'],
      pattern:
        /\b(?:status(?:_?code)?|code|HTTP|got|returned|responded|answered|with|response|error|success:)\b["' :=(]{1,5}(?<status>50[0-4]|52[0-7]|530)\b|\((?<status2>50[0-4]|52[0-7]|530)\)/iu,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'origin',
      literals: [
        'received from the upstream',
        'o available server',
        'code=H1',
        'reach the origin service',
        '": Internal',
        '": Bad Gateway',
        '": Service Un',
        '": Gateway',
        'pstream server',
        'rigin is unreachable',
        'connection to the instance',
        'web app is stopped',
        'Site Disabled',
        'annot reach the origin',
      ],
      pattern:
        /invalid response was received from the upstream|^\W{0,4}no available server\b|\bcode=H1\d\b|[Uu]nable to reach the origin service|(?:calling|sending) "[\w/]{1,40}": (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)\b|\b[Oo]rigin is unreachable|HTTP response was malformed or connection to the instance had an error|\b[Tt]his web app is stopped\b|\bSite Disabled\b/u,
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ session, entry, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status, session: remote } = failure;
      if (exchange === undefined || status === undefined || status < 500 || (exchange.viaProxy !== undefined && exchange.error?.phase === 'proxy')) return [];
      const isGateway = GATEWAY.has(status);
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${nameServer(entry)} answers with HTTP ${status}${isGateway ? ': the gateway has no server' : ''}`),
          why: isGateway
            ? `"${cut(remote.url, 120)}" was answered by a gateway with ${status}: the server behind it is down, starting or too slow.`
            : `"${cut(remote.url, 120)}" was answered with ${status}: the server failed while it handled the request.`,
          evidence: [quoteExchange(exchange)],
          fixes: errorFixes(isGateway),
        },
      ];
    }
    const told = isRemote(session)
      ? []
      : signsToJudge(signs, session).filter(
          ({ quote }) =>
            !/\bnpm (?:error|ERR!|warn)|API Error|overloaded_error|registry\.|Proxy ?Error|[Pp]roxy returns|docker\.sock|docker_engine/iu.test(quote),
        );
    if (told.length === 0) return [];
    const status = Number(groupOf(told, 'status') ?? groupOf(told, 'status2') ?? 500);
    const isGateway = GATEWAY.has(status);
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: `The server answers with HTTP ${status}`,
      why: isGateway
        ? `A gateway answered ${status}: the server behind it is down, starting or too slow.`
        : `The server answered ${status}: it failed while it handled the request.`,
      fixes: errorFixes(isGateway),
      decisive: 'the log of the server at that moment',
    });
  },
});

function errorFixes(isGateway: boolean): readonly FixDraft[] {
  return [
    isGateway
      ? tell(
          'start-behind',
          'Start the server behind the gateway',
          'If it is yours: see that the server runs, listens on the port the gateway names, and answers within its limit. If it is not: look at the status page of the provider and try again later.',
        )
      : tell(
          'read-server-log',
          'Read the log of the server',
          'If it is yours: the log names the exception; missing settings and databases that are down are the usual ones. If it is not: report it with the time, and try again later.',
        ),
  ];
}
