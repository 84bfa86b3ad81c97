import type { AnyRule, ClientFacts, EntryFacts, FixDraft, NeighbourFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, isPathTry, quoteTry } from '../found-elsewhere.ts';
import { ANSWER_TEXT, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayAnswer } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { draftTypeFix, draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const NAMES = { http: 'Streamable HTTP', sse: 'the old SSE transport' } as const;

/** The same URL speaks MCP over the other transport. SDKs do not fall back by themselves; some clients do. */
export const rule: AnyRule = defineRule({
  id: 'wrong-transport-type',
  layer: 'http',
  severity: 'blocks',
  cause: 'wrong-transport-type',
  needs: [],
  uses: ['session', 'neighbours', 'entry', 'client'],
  signs: [
    {
      id: 'sse-status',
      literals: ['Non-200'],
      pattern: /(?:SSE error: |SseError: )Non-200(?: status code)? \((?<status>400|405|406)\)/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'sse-session',
      literals: ['session ID for SSE', 'sessionId', 'session_id'],
      pattern: /(?:Invalid or )?missing MCP session ID for SSE|Missing session_?id parameter|session_id is required/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: 'post-sse',
      literals: ['/sse'],
      pattern: anyOf(
        /Cannot POST \/\S{0,80}sse\b|"POST \/\S{0,80}sse\/? HTTP\/[\d.]{1,3}" 40[45]/u,
        near(/POST (?:https?:\/\/)?\S{0,200}\/sse\b/u, 40, /\b40[45]\b/u),
        near(/\/sse\b/u, 60, /\b405 Method Not Allowed/u),
        near(/\b405 Method Not Allowed\b/u, 40, /POST \S{0,200}\/sse\b/u),
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'stream-expected',
      literals: ['text/event-stream', 'invalid content type'],
      pattern:
        /Invalid content type, expected "text\/event-stream"|Expected response header Content-Type to contain 'text\/event-stream', got '(?!text\/html)[^']{0,80}|EventSource(?:'s)? response has a MIME type \("(?:application\/json|text\/plain)"\)|expected (?:content.type )?"?text\/event-stream"?,? (?:but )?(?:got|received|was) "?application\/json|SSE: invalid content type "application\/json"/u,
      sources: PROGRAM_TEXT,
    },
    // The endpoint tells the client that came with GET how it wants to be asked.
    {
      id: 'post-wanted',
      literals: [
        '"usage"',
        'se POST',
        'end POST',
        'equire POST',
        'equires POST',
        'ccepts POST',
        'upports POST',
        'llows POST',
        ' a POST',
        ' an POST',
        ' HTTP POST',
      ],
      pattern:
        /"usage": ?"POST \S{1,80} with|\b(?:[Uu]se|[Ss]end|[Rr]equires?|[Oo]nly (?:accepts|supports|allows)) (?:an? |HTTP )?POST\b.{0,60}(?:MCP|mcp|JSON-?RPC|\bSSE\b|[Ss]treamable)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'fallback',
      literals: ['fall back to legacy SSE', 'falling back to', 'rejected streamable HTTP'],
      pattern: /The remote endpoint rejected streamable HTTP|\b405 status sending message to \S{1,200}/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'java',
      literals: [
        'wait for the message endpoint',
        'No SSE endpoint',
        'SSE connection not established',
        'Invalid SSE response',
        'SSE stream',
        'endpoint event',
        'waiting for endpoint',
        'endpoint not received',
        'missing endpoint: first event',
        'SSE',
      ],
      pattern:
        /Failed to wait for the message endpoint|No SSE endpoint available|Invalid SSE response|connect to SSE stream: Get "https?:\/\/\S{1,200}\/mcp\/?": context deadline|(?:never|not|no) (?:received|receive|got|get)?.{0,20}endpoint event|timeout waiting for endpoint|endpoint not received\b|missing endpoint: first event is|\bSSE (?:transport|endpoint) (?:is |has been )?(?:no longer (?:supported|available)|removed|disabled)(?: by this server|[.,;:]|$)|\bno longer supports? (?:the )?(?:legacy |old )?SSE\b|(?:deprecated|removed)\. (?:Please )?[Uu]se \S{0,100}\/mcp instead of \S{0,100}\/sse/u,
      sources: PROGRAM_TEXT,
    },
    // A client that tries both transports: the second one reached the server.
    {
      id: 'fell-back',
      literals: ['GET /'],
      pattern: /\bGET \/[\w/.-]{0,60}sse(?:\?\S{0,60})?(?: HTTP\/[\d.]{1,3}"?)? (?:401|403)\b/u,
      sources: ['pasted', 'client-log'],
    },
    // httpx says every request; one that only opens streams never posts.
    { id: 'get-405', literals: ['HTTP Request: GET'], pattern: /HTTP Request: GET \S{1,200} "HTTP\/[\d.]{1,3} 405\b/u, sources: ['pasted', 'client-log'] },
    { id: 'posted', literals: ['HTTP Request: POST'], pattern: /HTTP Request: POST /u, sources: ['pasted', 'client-log'] },
    {
      id: 'ended',
      literals: ['Traceback', 'HTTPStatusError', 'sse_client'],
      pattern: /Traceback|HTTPStatusError|sse_client/u,
      sources: ['pasted', 'client-log'],
    },
    { id: 'method', literals: ['405'], pattern: /Error POSTing to endpoint \(HTTP 405\)|Streamable HTTP error: .{0,60}405/u, sources: PROGRAM_TEXT },
    // Refusing GET with 405 is what the specification asks of servers without a stream of their own.
    {
      id: 'not-allowed',
      literals: ['405', 'ethod Not Allowed', 'ethod not allowed'],
      pattern:
        /^(?!.{0,400}\bGET\b)(?:.{0,400}\b405\b.{0,40}(?:[Mm]ethod [Nn]ot [Aa]llowed|for url)|.{0,400}(?:status(?: code)?|HTTP|server response:?|client error)[ :('=]{1,4}405\b|.{0,400}[Mm]ethod [Nn]ot [Aa]llowed)/u,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'html',
      literals: ['Unexpected content type'],
      pattern: /Streamable HTTP error: Unexpected content type: text\/(?:html|plain)/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'sse-url',
      literals: ['/sse'],
      pattern: /(?:remote server|url|URL|Connecting to)\b.{0,20}https?:\/\/\S{1,200}\/sse\b/u,
      sources: ['pasted', 'stderr', 'client-log'],
    },
    // Codex speaks Streamable HTTP alone (read 2026-11-20).
    { id: 'codex-sse', literals: ['url = '], pattern: /^\s{0,40}url = ["']https?:\/\/[^"']{1,200}\/sse\/?["']/u, sources: ['pasted'] },
    {
      id: 'codex-failed',
      literals: ['handshaking with MCP server failed'],
      pattern: /handshaking with MCP server failed: (?!.{0,300}\b401\b)/u,
      sources: ['pasted'],
    },
    {
      id: 'sse-at-mcp',
      literals: ['"sse"'],
      pattern:
        /"(?:type|transport)" ?: ?"sse", ?"url" ?: ?"https?:\/\/[^"]{1,200}\/mcp\/?"|"url" ?: ?"https?:\/\/[^"]{1,200}\/mcp\/?", ?"(?:type|transport)" ?: ?"sse"/u,
      sources: ['pasted'],
    },
    {
      id: 'gone',
      literals: ['failed', 'ailed to connect', 'isconnected'],
      pattern: /[✗✘×] ?[Ff]ailed|[Ff]ailed to connect|[Dd]isconnected/u,
      sources: ['pasted'],
    },
    { id: 'says-http', literals: ['streamable'], pattern: /"(?:type|transport\w{0,10})" ?: ?"streamable[-_]?http"/iu, sources: ['pasted'] },
    { id: 'says-sse', literals: ['sse'], pattern: /"(?:type|transport\w{0,10})" ?: ?"sse"/iu, sources: ['pasted'] },
    { id: 'mcp-url', literals: ['/mcp'], pattern: /https?:\/\/(?:(?!https?:)[^\s"']){1,200}\/mcp\/?["'\s]/u, sources: ['pasted'] },
  ],

  judge({ session, neighbours, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, session: remote, status } = failure;
      if (exchange === undefined || status === 401 || status === 403) return [];
      const other = findMcp(neighbours, ({ change, result }) => change.startsWith('transport ') && result === 'mcp')[0];
      if (other === undefined) return [];
      const used = remote.transport === 'sse' ? 'sse' : 'http';
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(
            `${nameServer(entry)} speaks ${other.transport === 'sse' ? 'the old SSE transport' : 'Streamable HTTP'}, not ${used === 'sse' ? 'SSE' : 'Streamable HTTP'}`,
          ),
          why: `${nameClient(client)} asked "${cut(remote.url, 120)}" over ${NAMES[used]} and got ${cut(sayAnswer(exchange), 80)}; over ${NAMES[other.transport]} the same URL speaks MCP.`,
          evidence: [quoteExchange(exchange), quoteTry(other)],
          fixes: transportFixes(other.transport, remote.url, neighbours, entry, client),
        },
      ];
    }
    if (isRemote(session)) return [];
    const told = signsToJudge(signs, session);
    const misnamed = signsNamed(told, 'gone').length > 0 ? signsNamed(told, 'sse-at-mcp') : [];
    const opened = signsNamed(told, 'posted').length === 0 && signsNamed(told, 'ended').length > 0 ? signsNamed(told, 'get-405') : [];
    const sse = [...signsNamed(told, 'sse-status', 'sse-session', 'stream-expected', 'post-wanted'), ...misnamed, ...opened];
    const post = signsNamed(told, 'fell-back').length > 0 ? [] : signsNamed(told, 'post-sse');
    const html = signsNamed(told, 'html', 'fallback');
    const codex = signsNamed(told, 'codex-sse', 'codex-failed');
    const isCodexSse = new Set(codex.map(({ sign }) => sign)).size === 2;
    const toSse = isCodexSse || post.length > 0 || (html.length > 0 && signsNamed(told, 'sse-url').length > 0);
    const slow = signsNamed(told, 'java');
    const method = signsNamed(told, 'method', 'not-allowed');
    if (sse.length === 0 && !toSse && (slow.length > 0 || method.length > 0)) {
      return draftHit(slow.length > 0 ? slow : method, {
        confidence: slow.length > 0 ? 'likely' : 'possible',
        title:
          slow.length > 0 ? 'The URL speaks Streamable HTTP, the client the old SSE transport' : 'The URL takes no POST: it may speak the old SSE transport',
        why:
          slow.length > 0
            ? 'The client waited for the event "endpoint", which only the old SSE transport sends.'
            : 'The server answered 405 to a POST; addresses of the old SSE transport take GET only.',
        fixes: transportFixes(slow.length > 0 ? 'http' : 'sse', undefined, undefined, entry, client),
        decisive: 'run "mcp-medic URL": it tries both transports at the address and its neighbours',
      });
    }
    if (sse.length === 0 && !toSse) return [];
    const shown =
      toSse && sse.length === 0
        ? [...post, ...html, ...(isCodexSse ? codex : []), ...signsNamed(told, 'sse-url')]
        : [...sse, ...signsNamed(told, 'says-http', 'says-sse', 'mcp-url')];
    const wanted = toSse && sse.length === 0 ? 'sse' : 'http';
    const isWritten = signsNamed(told, 'says-http', 'says-sse').length > 0 || signsNamed(told, 'sse-session').length > 0;
    // A client that falls back reports its second attempt only: 405 may hide a refusal of the first one.
    const isOnly405 = !isWritten && post.length === 0 && sse.every(({ sign, groups }) => sign === 'sse-status' && groups['status'] !== '400') && sse.length > 0;
    return draftHit(shown, {
      confidence: capBeside(session, told, isOnly405 ? 'possible' : 'likely'),
      title:
        wanted === 'sse'
          ? 'The URL speaks the old SSE transport, the client Streamable HTTP'
          : 'The URL speaks Streamable HTTP, the client the old SSE transport',
      why:
        wanted === 'sse'
          ? 'The client sent a POST to an address that opens event streams on GET only.'
          : 'The client opened an event stream with GET at an address that takes JSON-RPC by POST.',
      fixes: transportFixes(wanted, undefined, undefined, entry, client),
      decisive:
        wanted === 'sse'
          ? 'whether GET on the URL opens a stream whose first event is "endpoint"'
          : 'whether POST of an initialize request to the URL is answered with JSON-RPC',
    });
  },
});

function transportFixes(
  wanted: 'http' | 'sse',
  url: string | undefined,
  neighbours: NeighbourFacts | undefined,
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
): readonly FixDraft[] {
  const fix = draftTypeFix(`use-${wanted}`, `Set the transport to ${wanted === 'sse' ? 'SSE' : 'Streamable HTTP'}`, wanted, entry, client);
  const path = findMcp(neighbours, (one) => isPathTry(one) && one.transport === 'http' && one.result === 'mcp')[0];
  const moved =
    wanted === 'sse' && path !== undefined
      ? [draftUrlFix('use-http-path', `${fix === undefined ? 'Use' : 'Use'} Streamable HTTP at ${cut(path.url, 90)}`, path.url, 'safe', entry, client, 'http')]
      : [];
  if (fix !== undefined) return [fix, ...moved];
  const strategy = wanted === 'sse' ? 'sse-only' : 'http-only';
  return [
    ...moved,
    tell(
      'use-bridge',
      `${moved.length === 0 ? 'Go' : 'Go'} through a bridge`,
      `${nameClient(client).replace(/^the/u, 'The')} has no setting for this transport. Make it a local server: npx with the arguments -y mcp-remote ${url ?? 'URL'} --transport ${strategy}.${sayReload(client)}`,
    ),
  ];
}
