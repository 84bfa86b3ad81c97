import type { AnyRule } from '../../model/index.ts';
import { errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const SESSION_WORDS =
  /session[ _-]?id|session (?:was )?(?:not found|expired|terminated|unknown)|(?:unknown|invalid|no valid|missing|expired) (?:mcp[ -])?session/iu;

/** Sessions live in the memory of one process: a restart, an idle limit or a second replica loses them. */
export const rule: AnyRule = defineRule({
  id: 'session-lost-or-unknown',
  layer: 'protocol',
  severity: 'blocks',
  cause: 'session-lost-or-unknown',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'no-valid',
      literals: ['session ID', 'session-id', 'sessionId'],
      pattern:
        /No valid session ID (?:provided|or not an initialize)|(?:Unknown|Invalid|Expired) (?:or (?:expired|missing) )?(?:MCP )?(?:Mcp-)?session[ -]?id\b(?! for SSE)/iu,
    },
    {
      id: 'not-found',
      literals: [
        'ession not found',
        'No transport found for session',
        'No active session',
        'ession ID is required',
        'ession terminated',
        'ession ID missing',
        'ession has expired',
        'ession has been',
        'ession does not exist',
        'unknown session',
        'Unknown session',
      ],
      pattern:
        /(?<!OAuth )\b(?:MCP )?session (?:\S{1,64} )?(?:not found|has expired|has been terminated|has been closed|does not exist)\b|-32600: Session terminated|\bSession terminated$|\bsession terminated \(404\)|\bSession ID missing in message endpoint|\bunknown session\b|No transport found for session|No active session\b|session ID is required/iu,
    },
    {
      id: 'refused',
      literals: ['ession'],
      pattern: anyOf(
        /\b(?:unknown|invalid|expired|stale|no such|unrecogni[sz]ed|inactive) (?:or (?:expired|missing|unknown|invalid) )?(?:mcp |streamable |transport )?session(?:[ _-]?id)?\b(?! for SSE| token| cookie)/iu,
        near(
          /\bsession(?:[ _-]?id)?\b/iu,
          50,
          /not found|unknown|does not exist|not recogni[sz]ed|is no longer|no longer exists|has (?:been )?(?:expired|closed|terminated)|was (?:closed|terminated|lost)|is invalid/iu,
        ),
        /\bneeds? to re-?initiali[sz]e\b|\b[Ss]ession ID missing\b|\bsession with (?:the )?server (?:was )?terminated|\b(?:MCP )?session (?:has )?(?:timed out|gone)\b|\b[Nn]o active (?:SSE )?(?:connection|stream|transport) for session/u,
      ),
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'header-id',
      literals: ['mcp-session-id'],
      pattern: anyOf(
        near(/\b(?:old|stale|previous) mcp-session-id\b/iu, 60, /404|400|refused|rejected/u),
        near(/\bmcp-session-id\b/iu, 60, /required|missing|invalid|unknown|not found|expired|must/iu),
      ),
      sources: ['pasted'],
      loose: true,
    },
    { id: 'java', literals: ['Error sending message: 404'], pattern: /Error sending message: 404\b/u },
    {
      id: 'missing',
      literals: ['issing session', 'ould not find session', 'issing Mcp-Session-Id', 'ession header is required', 'Session-Id header'],
      pattern: /Missing (?:MCP )?session(?: ID)?\b|could not find session|Missing Mcp-Session-Id|Mcp-Session-Id header (?:is )?(?:required|missing)/iu,
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('reconnect', 'Reconnect', `Let the client connect anew; the old session is gone after a restart of the server.${sayReload(client)}`),
      tell(
        'sticky-sessions',
        'Behind a load balancer, keep a session on one replica',
        'Route by the Mcp-Session-Id header, run one replica, or use the stateless mode of the SDK.',
      ),
      tell('answer-404', 'In your own server, answer 404 for a session it does not know', 'Clients begin anew on 404; on 400 they do not.'),
    ];
    if (session !== undefined) {
      if (session.transport === 'stdio') return [];
      const issued = session.sessionId || session.messages.some(({ dir, result }) => dir === 'received' && result !== undefined);
      const refusal = errorsOf(session).findLast(
        ({ method, error }) => method !== 'server/discover' && method !== 'initialize' && SESSION_WORDS.test(error.message),
      );
      const refused = session.exchanges.findLast(
        ({ purpose, status, body }) =>
          ['initialized', 'tools/list', 'sse-post'].includes(purpose) && (status === 400 || status === 404) && SESSION_WORDS.test(body?.head ?? ''),
      );
      if (!issued || (refusal === undefined && refused === undefined)) return [];
      const words = refusal?.error.message ?? refused?.body?.head ?? '';
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${name} does not know the session it has just opened`),
          why: `initialize succeeded, and the next request (${refusal?.method ?? refused?.purpose ?? 'a request'}) was answered with "${cut(words, 120)}", as happens when two replicas share one address.`,
          evidence: [
            {
              what: `the answer to ${refusal?.method ?? refused?.purpose ?? 'a request'}`,
              ...(refused?.status === undefined ? {} : { where: `status ${refused.status}` }),
              quote: cut(refusal === undefined ? words : sayError(refusal.error), 300),
            },
          ],
          fixes: [...fixes.slice(1), ...fixes.slice(0, 1)],
        },
      ];
    }
    if (signs.length === 0) return [];
    const sure = signsNamed(signs, 'no-valid').length > 0;
    return [
      {
        confidence: sure || signsNamed(signs, 'not-found', 'refused', 'header-id').length > 0 ? 'likely' : 'possible',
        title: fitTitle(`${name} does not know the session of the client`),
        why: 'The server refuses the session id the client sends: it was restarted, the session ran out, or another replica holds it.',
        evidence: quoteSigns(signs),
        fixes,
        decisive: 'whether a fresh connection works at once, and how many replicas answer at this address',
      },
    ];
  },
});
