import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, isPathTry } from '../found-elsewhere.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';
import { near } from '../near.ts';

/** Old SSE: the server announces where to post, and does not know the prefix, scheme or host under which it is published. */
export const rule: AnyRule = defineRule({
  id: 'sse-subpath-endpoint',
  layer: 'http',
  severity: 'blocks',
  cause: 'sse-subpath-endpoint',
  needs: [],
  uses: ['session', 'neighbours', 'entry', 'client'],
  signs: [
    {
      id: 'origin',
      literals: ['Endpoint origin does not match'],
      pattern: /Endpoint origin does not match connection origin:? ?(?<origin>\S{1,200})?/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'post-404',
      literals: ['message'],
      pattern:
        /\b40[45]\b.{0,80}(?<![^\s'"])(?<url>[^\s'"]{0,300}\/messages?\/?\?session_?id=)|(?<![^\s'"])(?<url2>[^\s'"]{0,300}\/messages?\/?\?session_?id=[^\s'"]{0,80})(?![^\s'"])['"]?.{0,40}\b40[45]\b/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'access-log',
      literals: ['session_id=', 'sessionId=', 'POST //'],
      pattern:
        /\bPOST (?<doubled>\/\/[\w./-]{0,80}messages?)\b.{0,30}\b40[45]\b|"POST (?<url>\/\S{0,300}messages?\/?)\?session_?[iI]d=\S{1,80} HTTP\/[\d.]{1,3}" 40[45]\b/u,
      sources: PROGRAM_TEXT,
    },
    // Another message went to the same path and was taken: the path is right.
    {
      id: 'accepted',
      literals: ['202'],
      pattern: /"POST \/\S{0,300}messages?\/?\?session_?[iI]d=\S{1,80} HTTP\/[\d.]{1,3}" 202\b/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'joined',
      literals: ['sse/'],
      pattern: near(/\b404\b/u, 80, /"(?<path>\/(?:[\w.-]{1,20}\/)?sse\/(?:[\w.-]{1,20}\/){0,2}messages?)\b/u),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'session',
      literals: ['could not find session', 'Could not find session'],
      pattern: /(?:post\w{0,3} to endpoint|http|status).{0,30}\b404\b.{0,60}could not find session/iu,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, neighbours, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const opened = failure.session.exchanges.find(({ purpose, events }) => purpose === 'sse-open' && events?.endpoint !== undefined);
      const announced = opened?.events?.endpoint;
      if (opened === undefined || announced === undefined || !URL.canParse(opened.url) || !URL.canParse(announced, opened.url)) return [];
      const [stream, target] = [new URL(opened.url), new URL(announced, opened.url)];
      const post = failure.session.exchanges.findLast(({ purpose, status }) => purpose === 'sse-post' && (status === 404 || status === 405));
      const prefix = stream.pathname.slice(0, stream.pathname.replace(/\/$/u, '').lastIndexOf('/'));
      const isElsewhere = target.origin !== stream.origin;
      const lostPrefix = prefix !== '' && !target.pathname.startsWith(`${prefix}/`) && post !== undefined;
      if (!(isElsewhere && failure.stage === 'stream') && !lostPrefix) return [];
      const http = findMcp(neighbours, (one) => isPathTry(one) && one.transport === 'http' && one.result === 'mcp')[0];
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(
            isElsewhere
              ? `${nameServer(entry)} announces an address on another origin`
              : `${nameServer(entry)} announces an address without its prefix "${cut(prefix, 16)}"`,
          ),
          why: isElsewhere
            ? `The stream at "${cut(opened.url, 100)}" names "${cut(announced, 100)}" for messages; clients refuse another origin than ${stream.origin}.`
            : `The stream at "${cut(opened.url, 100)}" names "${cut(announced, 100)}" for messages, which lacks "${prefix}"; posting there was answered with ${post?.status ?? 404}.`,
          evidence: [
            { what: 'the first event of the stream', where: `GET ${cut(opened.url, 160)}`, quote: `endpoint: ${cut(announced, 200)}` },
            ...(post === undefined ? [] : [quoteExchange(post)]),
          ],
          fixes: [
            ...(http === undefined ? [] : [draftUrlFix('use-http', `Use Streamable HTTP at ${cut(http.url, 80)}`, http.url, 'safe', entry, client, 'http')]),
            tellPrefix(prefix === '' ? 'the prefix' : prefix),
          ],
        },
      ];
    }
    const all = isRemote(session) ? [] : signsToJudge(signs, session);
    const told = signsNamed(all, 'accepted').length > 0 ? signsNamed(all, 'origin') : all;
    if (told.length === 0) return [];
    const isOrigin = signsNamed(told, 'origin').length > 0;
    const where = groupOf(told, 'url') ?? groupOf(told, 'url2') ?? groupOf(told, 'path');
    return draftHit(told, {
      confidence: capBeside(session, told, isOrigin ? 'confirmed' : 'likely'),
      title: isOrigin ? 'The server announces an address on another origin' : 'The address the server announces for messages does not exist',
      why: isOrigin
        ? `The "endpoint" event of the stream names another origin than ${cut(groupOf(told, 'origin') ?? 'the one connected to', 80)}, which clients refuse.`
        : `The stream was opened, and the address for messages${where === undefined ? '' : ` "${cut(where, 120)}"`} was answered with 404: it lacks the prefix under which the server is published.`,
      fixes: [tellPrefix('the prefix')],
      decisive: 'the "endpoint" event at the start of the stream: curl -N on the SSE URL shows it',
    });
  },
});

function tellPrefix(prefix: string): ReturnType<typeof tell> {
  return tell(
    'announce-prefix',
    'Let the server announce the address it is reached by',
    `Give it ${prefix} as its root: uvicorn --root-path, FastMCP sse_app(mount_path=…), or a proxy that does not strip it; with TLS before it, pass and trust X-Forwarded-Proto and Host. Streamable HTTP needs no such address: prefer it where the server has it.`,
  );
}
