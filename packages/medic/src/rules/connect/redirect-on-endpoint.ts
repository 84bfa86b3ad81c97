import type { AnyRule, EvidenceItem } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, quoteTry } from '../found-elsewhere.ts';
import { findHeader, isRemote, PROGRAM_TEXT, readHttpFailure } from '../http-failure.ts';
import { isLoginPage } from '../login-page.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

/** The URL is not the last stop. 301 and 302 turn the POST into a GET, and another origin loses the token (measured 2026-11-20). */
export const rule: AnyRule = defineRule({
  id: 'redirect-on-endpoint',
  layer: 'http',
  severity: 'blocks',
  cause: 'redirect-on-endpoint',
  needs: [],
  uses: ['session', 'neighbours', 'entry', 'client'],
  signs: [
    {
      id: 'server-log',
      literals: [' 301', ' 302', ' 307', ' 308'],
      pattern:
        /"POST {1,3}(?<path>\/\S{0,200}) {1,3}HTTP\/[\d.]{1,3}" {1,4}30[1278]\b|\bPOST (?:https?:\/\/)?\/?\S{1,300}:? (?:->|→|=>|returned|got|HTTP)? ?30[1278]\b/u,
      sources: PROGRAM_TEXT,
    },
    { id: 'raw', literals: ['HTTP/1.1 30', 'HTTP/1.0 30', 'HTTP/2 30'], pattern: /^[<\s]{0,4}HTTP\/[\d.]{1,3} 30[1278]\b/u, sources: ['pasted', 'client-log'] },
    { id: 'location', literals: ['ocation:'], pattern: /^[<\s]{0,4}[Ll]ocation: ?(?<location>\S{1,400})/u, sources: ['pasted', 'client-log'] },
    {
      id: 'not-followed',
      literals: ['not followed', 'edirect', 'code (30', 'code 30', 'code: 30', 'HTTP 30', 'oved Permanently', 'ermanent Redirect'],
      pattern:
        /Redirect to (?<location>\S{1,400}) not followed|[Uu]nexpected redirect|Redirect response '?30\d|redirect count exceeded|too many redirects|stopped after \d{1,3} redirects|error following redirect|\b30[1278] (?:Moved|Found|Temporary|Permanent)\b|(?:status(?: code)?|HTTP|server response:?|Non-200(?: status code)?)[ :(=]{1,4}(?:HTTP )?30[1278]\b/iu,
      sources: PROGRAM_TEXT,
    },
    // Claude Code's words when the token was accepted and the next request went elsewhere without it.
    {
      id: 'after-login',
      literals: ['Got new credentials, but reconnecting failed'],
      pattern: /Got new credentials, but reconnecting failed/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'refused',
      literals: ['edirect', 'indicate success: 30'],
      pattern:
        /refus\w{0,4} to follow (?:the |a )?redirect|redirect mode is set to error|ERR_FR_TOO_MANY_REDIRECTS|[Mm]ax(?:imum)? (?:number of )?redirects (?:exceeded|reached)|indicate success: 30[1278]\b|\b30[1278] redirect\b|\bredirected to \S{1,300}, (?:refus|not follow)\w{1,4}|[Tt]oo many redirects|(?:opaque|cross-origin) redirect\b.{0,40}(?:not|blocked|refused)/u,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, neighbours, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, session: remote, stage, status } = failure;
      const last = exchange?.redirects.at(-1);
      if (exchange === undefined || last === undefined || isLoginPage(exchange)) return [];
      const lost = exchange.redirects.find(({ methodAfter, followed }) => followed && methodAfter !== exchange.method);
      const isElsewhere = URL.canParse(last.location) && URL.canParse(remote.url) && new URL(last.location).origin !== new URL(remote.url).origin;
      const lostToken = status === 401 && isElsewhere && findHeader(exchange.requestHeaders, 'authorization') !== undefined;
      if (stage !== 'redirect' && lost === undefined && !lostToken) return [];
      const target = pickTarget(remote.url, last.location);
      const proof = target === undefined ? undefined : findMcp(neighbours, ({ url, result }) => sameAddress(url, target) && result === 'mcp')[0];
      const effect = lostToken
        ? 'the token does not go to another origin'
        : lost === undefined
          ? 'it is not followed'
          : `the POST became a ${lost.methodAfter}`;
      const hops: readonly EvidenceItem[] = exchange.redirects.slice(0, 3).map(({ status: code, location, followed }) => ({
        what: 'a redirect',
        where: `${exchange.method} ${cut(remote.url, 160)}`,
        quote: `HTTP ${code} to ${cut(location, 200)}${followed ? '' : ' (not followed)'}`,
      }));
      const isSameHost = target !== undefined && URL.canParse(target) && URL.canParse(remote.url) && new URL(target).hostname === new URL(remote.url).hostname;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`The URL of ${nameServer(entry)} redirects (HTTP ${last.status}), and that breaks it`),
          why: `"${cut(remote.url, 120)}" redirects to "${cut(last.location, 120)}", and ${effect}.`,
          evidence: [...hops, ...(proof === undefined ? [] : [quoteTry(proof)])],
          fixes: [
            ...(target === undefined
              ? []
              : [draftUrlFix('use-target', `Use ${cut(target, 100)}`, target, isSameHost || proof !== undefined ? 'safe' : 'review', entry, client)]),
            tell(
              'no-redirect',
              'Let the server answer without a redirect',
              'In your own server, mount the endpoint at the path itself (Starlette and FastAPI: redirect_slashes=False) and trust X-Forwarded-Proto from the proxy (uvicorn --proxy-headers).',
            ),
          ],
        },
      ];
    }
    if (isRemote(session)) return [];
    const told = signsToJudge(signs, session);
    const sure = signsNamed(told, 'server-log', 'raw', 'not-followed', 'refused');
    if (sure.length === 0 && signsNamed(told, 'after-login').length === 0) return [];
    const location = groupOf(told, 'location');
    const path = groupOf(told, 'path');
    return draftHit([...sure, ...signsNamed(told, 'location', 'after-login')], {
      confidence: capBeside(session, told, sure.length === 0 ? 'possible' : 'likely'),
      title: `The endpoint redirects${location === undefined ? (path === undefined ? '' : ` at ${cut(path, 30)}`) : ` to ${cut(location, 40)}`}`,
      why: `The URL is not the last stop${location === undefined ? '' : `: it redirects to "${cut(location, 120)}"`}. Clients lose the method, the body or the token on the way, or refuse to follow.`,
      fixes: [
        tell(
          'use-target',
          'Write the address the redirect leads to',
          `${location === undefined || location.startsWith('/') ? 'Add or drop the final slash of the path' : location.startsWith('http:') ? 'Keep https and write the path of the new address' : `Use ${cut(location, 200)}`} in the URL of the entry.${sayReload(client)}`,
        ),
        tell(
          'no-redirect',
          'Let the server answer without a redirect',
          'Starlette and FastAPI: redirect_slashes=False, or mount at the path itself. Behind a proxy: uvicorn --proxy-headers, so that redirects keep https.',
        ),
      ],
      decisive: 'whether the address the redirect names answers a POST directly',
    });
  },
});

/** Where to go instead. A redirect from https down to http is a server that forgot its scheme: its path is right, its scheme is not. */
function pickTarget(url: string, location: string): string | undefined {
  if (!URL.canParse(location) || !URL.canParse(url)) return undefined;
  const [from, to] = [new URL(url), new URL(location)];
  if (from.protocol !== 'https:' || to.protocol !== 'http:' || from.hostname !== to.hostname) return location;
  if (to.pathname === from.pathname) return undefined;
  from.pathname = to.pathname;
  return from.href;
}

function sameAddress(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}
