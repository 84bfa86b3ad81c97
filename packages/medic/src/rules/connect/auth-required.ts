import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { isLoginPage } from '../login-page.ts';
import { findsIssuer, isForeignRefusal, readLogin } from '../login-state.ts';
import { draftHeader, draftLogin } from '../login-words.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';
import { answeredWith } from '../status-words.ts';

/** The server wants a login and got none. Which way there is depends on what it publishes and on the client. */
export const rule: AnyRule = defineRule({
  id: 'auth-required',
  layer: 'auth',
  severity: 'blocks',
  cause: 'auth-required',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'said',
      literals: [
        'Needs authentication',
        'needs authentication',
        'not logged in',
        'requires authentication',
        'auth_required',
        'AuthRequired',
        'Authentication required',
        'authentication required',
        'Interactive OAuth',
        'Needs login',
        'needs_auth',
        'Please authenticate',
        'requires login',
        'Not logged in',
        'Please authenticate',
        'Unauthenticated',
        'ogin required',
        'uthorization required',
        'not authenticated',
        'needs login',
        'sign in',
        'log in',
        'NeedsAuth',
        'uthentication_required',
        'no valid credentials',
      ],
      pattern: anyOf(
        /[!⚠△] ?Needs authentication|\bneeds[_ ]auth(?:entication|orization)?\b|MCP server is not logged in|Auth: Not logged in|requires authentication\b|"?auth_required"?|\bAuthRequired\(|[Aa]uthentication (?:is )?required|Interactive OAuth requires|Needs login|Please authenticate (?:using|with|first)|requires (?:a )?login\b|\bUnauthenticated\b(?! users)|\b[Ll]ogin required|[Aa]uthorization required|(?:is|are|was) not authenticated|needs login/u,
        near(/\b(?:MCP|server|connector)\b/u, 80, /(?:[Pp]lease|must|need to|have to) (?:sign|log) in/u),
        /NeedsAuth\b|"?authentication_required"?/u,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'no-token',
      literals: ['uthorization', 'credentials', 'API key', 'API Key', 'api key', 'token', 'access token'],
      pattern:
        /(?:[Mm]issing|[Nn]o) (?:or (?:invalid|expired) )?(?:[Aa]uthorization(?: header)?|[Bb]earer token|access token|API [Kk]ey|credentials|auth(?:entication)? token)\b(?: (?:was )?(?:provided|found|supplied|given|received))?|[Aa]uthorization header (?:is )?(?:missing|required|not (?:found|provided|present))|Not authenticated\b|API [Kk]ey (?:is )?(?:missing|required)|\b(?:401|[Uu]nauthori[sz]ed)\b.{0,40}\b[Tt]oken is missing/u,
      sources: ANSWER_TEXT,
    },
    {
      id: '401',
      literals: ['401', 'Unauthorized', 'unauthorized'],
      pattern:
        /(?:HTTP(?:\/[\d.]{1,3})?"?|(?<!\.)status(?: code)?|Non-200(?: status code)?|server response:?|status client error|Error POSTing to endpoint|returned|failed with|")[ :(=]{1,4}(?:HTTP )?\(?401\b|\b401 (?:Unauthorized|error\b)|"error": ?"unauthorized"|"code\\?": ?401\b|\b(?:GET|POST) \/(?!\.well-known)\S{0,200} (?:HTTP\/[\d.]{1,3}"? )?401\b|^(?:Error: )?Unauthorized$|\bUnauthorizedError\b/iu,
      sources: ANSWER_TEXT,
      loose: true,
    },
    {
      id: 'word',
      literals: ['Unauthorized', 'unauthorized', 'Auth required', 'access_denied', 'uth', 'ogin'],
      pattern:
        /\b[Uu]nauthorized\b|\bAuth required\b|\baccess_denied\b|(?:OAuth|[Aa]uthorization|[Aa]uthentication|[Ll]ogin) (?:callback |flow )?(?:timed out|was cancell?ed|cancell?ed|aborted)/u,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'asked-for',
      literals: [
        'igned in',
        'ogged in',
        'ign-in',
        'ogin',
        'onsent',
        'authentication is required',
        'be authenticated',
        'oken provided',
        'redirect handler',
        'nauthenticated',
        'AuthenticationCredentialsNotFound',
      ],
      pattern: anyOf(
        /\b(?:not|n't) (?:signed|logged) in to (?:this|the|your) (?:MCP )?(?:server|connector)\b|[Ff]ull authentication is required|AuthenticationCredentialsNotFoundException|must be authenticated\b|\bUNAUTHENTICATED\b|[Nn]o (?:access |bearer |auth )?token (?:was )?(?:provided|found|supplied|given|received|sent)|\b(?:requires|awaiting|waiting for) (?:user )?(?:OAuth )?(?:login|log-in|sign-?in|consent|authori[sz]ation)(?=[;,:]|$| but\b| -)/u,
        /\b(?:[Ss]ign-?in|[Ll]og-?in|[Aa]uthori[sz]ation|[Aa]uthentication|OAuth)(?: flow| window| page)? (?:was |is )?(?:not completed|not finished|incomplete|abandoned|dismissed|closed|interrupted)\b|did not (?:complete|finish) (?:the )?(?:sign-?in|log-?in|OAuth|authori[sz]ation)|OAuth (?:login|authori[sz]ation|authentication) (?:is )?required\b|[;:,] (?:re-)?run [\x60"']?codex mcp login\b/u,
      ),
      sources: ANSWER_TEXT,
      loose: true,
    },
    {
      id: 'number',
      literals: ['401'],
      pattern: answeredWith('401'),
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'pending',
      literals: [
        'uth pending',
        'pending',
        'is needed',
        'been completed',
        'was not completed',
        'lease authenticate',
        'ot authenticated',
        'requires you to',
        'ation code',
        'MsalUiRequired',
        '_required',
        'AADSTS50076',
        'AADSTS50079',
        'redentials were not provided',
        'nonymous access',
        'MissingAuthenticationToken',
        'oken found',
        'okens found',
        'okens available',
        'oken available',
      ],
      pattern: anyOf(
        /\b(?:[Aa]uth(?:entication|orization)?|OAuth|[Ss]ign-?in|[Ll]og-?in)(?: sign-?in| login)? pending\b|\b[Aa]uthentication is needed but\b|\b(?:[Ss]ign-?in|[Ll]og-?in|[Aa]uthentication|[Aa]uthori[sz]ation)(?: page)? (?:was|has) not (?:been )?completed\b/u,
        /\bplease authenticate\b|\bnot authenticated\b|\brequires you to (?:sign|log) in\b|[Aa]uthori[sz]ation code (?:was )?not received|\bMsalUiRequiredException\b|\b(?:interaction|login|consent)_required\b|\bAADSTS5007[69]\b|[Aa]uthentication credentials were not provided|[Aa]nonymous access is (?:not allowed|disabled|forbidden)|\bMissingAuthenticationTokenException\b|\b[Nn]o (?:OAuth |oauth |access |valid )?tokens? (?:found|available)\b/u,
      ),
      sources: ANSWER_TEXT,
      loose: true,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const page = readHttpFailure(session);
    if (page?.exchange !== undefined && page.stage !== undefined && page.status !== 401 && page.status !== 403 && isLoginPage(page.exchange)) {
      const last = page.exchange.redirects.at(-1)?.location ?? page.exchange.body?.title ?? '';
      return [
        {
          confidence: 'likely',
          title: fitTitle(`${nameServer(entry)} answers with a login page for people`),
          why: `"${cut(page.session.url, 120)}" leads to the login page "${cut(last, 120)}"; a program needs a 401 or a token.`,
          evidence: [
            quoteExchange(page.exchange),
            ...page.exchange.redirects.slice(0, 2).map(({ status, location }) => ({ what: 'a redirect', quote: `HTTP ${status} to ${cut(location, 200)}` })),
          ],
          fixes: [
            draftHeader(entry, client, 'Send a token that the single sign-on accepts'),
            tell(
              'exempt-endpoint',
              'Let the endpoint past the single sign-on',
              'In the access proxy, exempt the path of the endpoint and let the server check tokens itself, or use a service token.',
            ),
          ],
          decisive: 'whether the same request with a token is answered by the server',
        },
      ];
    }
    const login = readLogin(session, oauth);
    if (login !== undefined) {
      const { status, sent, exchange, session: remote } = login;
      if (sent || (status === 403 && (exchange.body?.kind === 'html' || /\b(?:host|origin)\b/iu.test(exchange.body?.head ?? '')))) return [];
      const hasOAuth = findsIssuer(oauth);
      const methods = oauth?.issuer;
      return [
        {
          confidence: status === 401 ? 'confirmed' : 'likely',
          title: fitTitle(`${nameServer(entry)} wants a login, and ${nameClient(client)} has sent none`),
          why: `"${cut(remote.url, 120)}" answered ${status} to a request without credentials${hasOAuth ? `; it offers OAuth${methods === undefined ? '' : ` at ${cut(methods, 100)}`}` : oauth === undefined ? '' : '; it offers no OAuth login, so it expects a token or key'}.`,
          evidence: [
            ...login.evidence,
            ...(oauth?.tries.filter(({ ok }) => ok).slice(0, 2) ?? []).map(({ url, status: code }) => ({
              what: 'it describes its login',
              where: `GET ${url}`,
              quote: `HTTP ${code ?? 200}`,
            })),
          ],
          fixes: waysIn(hasOAuth, client?.oauth !== false, entry, client, remote.url),
          ...(status === 401 ? {} : { decisive: 'whether the same request with a token is answered' }),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session).filter(({ quote }) => !isForeignRefusal(quote));
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The server wants a login',
      why: 'The server lets no request in without a login: this one carried no credentials, or none it accepts.',
      fixes: [draftLogin(entry, client), draftHeader(entry, client, 'Give the client a token')],
      decisive: 'whether the client sends an Authorization header: then the token is refused, otherwise none was sent',
    });
  },
});

type Login = Parameters<typeof draftLogin>;

function waysIn(hasOAuth: boolean, speaksOAuth: boolean, entry: Login[0], client: Login[1], url: string): readonly FixDraft[] {
  if (!hasOAuth) return [draftHeader(entry, client)];
  if (speaksOAuth) return [draftLogin(entry, client), draftHeader(entry, client, 'Give the client a token')];
  return [
    draftHeader(entry, client),
    tell(
      'log-in-by-bridge',
      'Log in through a bridge',
      `${nameClient(client)} has no OAuth. Make it a local server: npx with the arguments -y mcp-remote ${url}; a browser opens for the login.${sayReload(client)}`,
    ),
  ];
}
