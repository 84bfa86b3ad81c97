import type { AnyRule, FixDraft, Hit, OAuthFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { findsIssuer, quoteTries, readLogin, type LoginState } from '../login-state.ts';
import { draftHeader } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const NULL_ENDPOINT = '"registration_endpoint" is null';

/** The server speaks of OAuth, and the documents that say where to log in cannot be had or cannot be used. */
export const rule: AnyRule = defineRule({
  id: 'oauth-discovery-missing',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-discovery-missing',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'parse',
      literals: ['Invalid OAuth error response', 'OAuth error response'],
      pattern: /(?<!HTTP 40[013]\b.{0,20})Invalid OAuth error response/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'bare',
      literals: ['Dynamic Client Registration rejected', 'registration'],
      pattern: /Dynamic Client Registration rejected \(HTTP 404\)|(?:[Cc]lient|[Dd]ynamic) [Rr]egistration failed:? .{0,40}\b404\b/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'metadata',
      literals: ['OAuth', 'oauth', 'authorization server', 'Protected Resource', 'protected resource'],
      pattern:
        /(?:[Ff]ailed|[Uu]nable|[Cc]ould not|[Cc]annot|trying|[Ee]rror) .{0,30}(?:discover|load|fetch|find|get|retrieve|resolv|pars)\w{0,5} .{0,40}(?:OAuth|authorization[ -]server|[Pp]rotected[ -][Rr]esource|auth(?:orization)?)[ -](?:server )?(?:metadata|configuration|endpoints?)|does not implement OAuth 2\.0 Protected Resource Metadata|No (?:OAuth|authorization)[- ](?:support|server|metadata|endpoints?|configuration)\b.{0,40}|OAuth (?:metadata|discovery|endpoints?).{0,40}(?:not found|failed|missing|404)|(?:[Nn]o|[Mm]issing) ["']?(?:authorization_endpoint|authorize_url)|issuer (?:mismatch|does not match)|IssuerMismatchError/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'well-known',
      literals: ['/.well-known/o'],
      pattern:
        /\/\.well-known\/(?:oauth-(?:protected-resource|authorization-server)|openid-configuration)\S{0,200}?(?:\b(?:40[0-5]|50\d)\b|(?!\S).{0,30}\b(?:40[0-5]|50\d)\b)|\b(?:404|405|500)\b.{0,80}\/\.well-known\/(?:oauth-|openid)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'no-url',
      literals: ['without authorization URL', 'no Route matched'],
      pattern: anyOf(/dynamic registration without authorization URL/u, near(/\.well-known\/o/u, 300, /no Route matched/u)),
      sources: ANSWER_TEXT,
    },
    {
      id: 'rust',
      literals: ['etadata error', 'parse metadata', 'No authorization support'],
      pattern: /Metadata error: (?!.{0,60}resource mismatch)|[Ff]ailed to parse (?:OAuth )?metadata|No authorization support detected/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'sdk',
      literals: ['SDK auth failed', "Couldn't complete authentication"],
      pattern: /SDK auth failed: (?:HTTP (?:404|405)|.{0,40}not valid JSON)|Couldn't complete authentication for .{0,80}HTTP 404/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'issuer',
      literals: ['ssuer'],
      pattern:
        /[Ii]ssuer\b.{0,300}(?:does(?: not|n't)|did(?: not|n't)) match|[Ii]ssuer\b.{0,40}(?:mismatch|invalid)|[Ii]ssuerMismatch|Unable to resolve (?:the )?Configuration with the provided Issuer|expected issuer\b.{0,200}(?:got|but|received)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'capability',
      literals: ['uth server', 'uthorization server', 'uthorization_servers', 'authorization servers'],
      pattern:
        /Incompatible auth(?:orization)? server: (?!does not support dynamic).{1,200}|(?:no|missing|empty|without) (?:any )?"?authorization[_ ]servers?\b|[Aa]uthorization server (?:metadata|URL|configuration)\b.{0,80}(?:not found|missing|unavailable|invalid|could not|failed|unreachable)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'document',
      literals: ['.well-known', 'well-known', 'rotected resource metadata', 'rotected Resource Metadata'],
      pattern:
        /(?:[Ff]ailed|[Uu]nable|[Cc]ould not|[Cc]annot|[Ee]rror)\b.{0,60}(?:\.well-known|protected[ -]resource metadata).{0,200}|\.well-known\/(?:oauth|openid)\S{0,200} (?:is |was )?(?:missing|not found|unreachable|unavailable)|[Pp]rotected [Rr]esource [Mm]etadata\b.{0,60}(?:not found|missing|404|failed|unavailable)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'answered',
      literals: [
        'rror discovering OAuth',
        'discover',
        'etadata',
        'resource_metadata',
        'ssuer',
        'Cannot GET /authorize',
        'Cannot POST /register',
        'Cannot POST /token',
        '_endpoint"',
        'etadata response',
      ],
      pattern: anyOf(
        /[Ee]rror discovering OAuth|[Mm]etadata response is not\b|\bCannot (?:GET|POST) \/(?:authorize|token)\b/u,
        near(/WWW-Authenticate|www-authenticate/u, 60, near(/(?:does not|doesn't|without|missing|lacks|no)\b/u, 30, /resource_metadata/u)),
        near(/"path": ?\[ ?/u, 20, /"(?:authorization_endpoint|token_endpoint|response_types_supported|authorization_servers)"/u),
        near(
          /\b[Aa]uthori[sz]ation server\b/u,
          30,
          /(?:did not return|returned (?:no|invalid)|has no|did not publish|does not publish) (?:valid |any )?metadata/u,
        ),
        near(/\b(?:[Dd]iscovery|[Mm]etadata)\b/u, 80, near(/\bissuer\b/u, 120, /\bexpected\b/u)),
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'no-document',
      literals: ['etadata', '_endpoint', 'OAuth ', 'OAuth discovery', 'well-known'],
      pattern: anyOf(
        near(/\bOAuth (?:exchange|flow|login|authori[sz]ation|sign-in|token)/u, 80, /Unexpected token '?<|not valid JSON/u),
        near(/\b[Mm]etadata\b/u, 40, /\breturned (?:an? )?(?:HTML|page|404|empty)/u),
        /well-known\b.{0,80}text\/html|\bmay not support (?:standard )?(?:MCP )?OAuth discovery|\b(?:did|does) not (?:provide|publish|return) (?:any |valid |OAuth )?metadata\b/u,
        near(/\binvalid_type\b|\b[Rr]equired\b|\bmissing\b/u, 100, /\b(?:authorization|token)_endpoint\b/u),
      ),
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined && oauth !== undefined && !login.sent && client?.oauth !== false) {
      const hit = judgeDocuments(login, oauth, nameServer(entry), nameClient(client), entry, client);
      if (hit !== undefined) return [hit];
    }
    const told = loginWords(signs, session).filter(({ quote }) => !/\bIDX10\d{3}\b|[Tt]oken (?:validation|verification) failed/u.test(quote));
    if (told.length === 0 || (oauth !== undefined && findsIssuer(oauth))) return [];
    // One document that is missing is usual; all of them missing is the end of the search.
    const asked = signsNamed(told, 'well-known').map(({ quote }) => quote);
    const hasNone =
      asked.some((quote) => quote.includes('oauth-protected-resource')) &&
      asked.some((quote) => /oauth-authorization-server|openid-configuration/u.test(quote));
    const isOnlyProbe = asked.length === told.length && !hasNone;
    return draftHit(told, {
      confidence: weighLogin(told, session, isOnlyProbe ? 'possible' : 'likely'),
      title: 'The login was begun, and the server describes none',
      why: "The client looked for the server's OAuth documents and got something else, so it cannot know where to log in; the server takes a token in a header, or needs no login at all.",
      fixes: missingFixes(entry, client),
      decisive: 'whether /.well-known/oauth-protected-resource on the host of the server answers with JSON',
    });
  },
});

function judgeDocuments(
  login: LoginState,
  oauth: OAuthFacts,
  name: string,
  who: string,
  entry: Parameters<typeof draftHeader>[0],
  client: Parameters<typeof draftHeader>[1],
): Hit | undefined {
  const { challenge, tries } = oauth;
  const first = tries[0];
  const isOurRefusal = tries.some(({ fault }) => fault?.startsWith('not asked') === true);
  const evidence = [...login.evidence, ...quoteTries(oauth)];
  if (challenge?.resourceMetadata !== undefined && first !== undefined && !first.ok && !isOurRefusal) {
    return {
      confidence: 'confirmed',
      title: fitTitle(`The login address that ${name} names leads nowhere`),
      why: `The server's 401 names "${cut(challenge.resourceMetadata, 120)}" as its description, and that answered ${cut(first.fault ?? `HTTP ${first.status ?? ''}`, 80)}; ${who} stops there.`,
      evidence,
      fixes: missingFixes(entry, client),
    };
  }
  const isPromised = challenge?.resourceMetadata !== undefined || tries.some(({ kind, ok }) => kind === 'protected-resource' && ok);
  const issuers = tries.filter(({ kind }) => kind !== 'protected-resource');
  if (isPromised && issuers.length > 0 && !findsIssuer(oauth) && !isOurRefusal && !issuers.some(({ fault }) => fault?.includes(NULL_ENDPOINT) === true)) {
    const issuer = oauth.authorizationServers?.[0];
    return {
      confidence: 'confirmed',
      title: fitTitle(`${name} names a login server without a description`),
      why: `${issuer === undefined ? 'The server names no authorization server' : `The authorization server "${cut(issuer, 100)}" has no usable metadata`}: ${cut(issuers.map(({ fault, status }) => fault ?? `HTTP ${status ?? ''}`).join('; '), 120)}.`,
      evidence,
      fixes: missingFixes(entry, client),
    };
  }
  if (!isPromised || oauth.issuerMatches !== false || !findsIssuer(oauth)) return undefined;
  return {
    confidence: 'likely',
    severity: 'risk',
    title: fitTitle(`The login server of ${name} calls itself by another name`),
    why: `Its metadata says the issuer is "${cut(oauth.issuer ?? '', 100)}" where "${cut(oauth.authorizationServers?.[0] ?? '', 100)}" was asked; clients of revision 2026-07-28 refuse that.`,
    evidence,
    fixes: [
      tell(
        'correct-issuer',
        'Let both names agree, byte for byte',
        'In your own server, write the same issuer into authorization_servers and into the metadata, also its final slash.',
      ),
    ],
    decisive: 'whether the client is built on an SDK for 2026-07-28',
  };
}

function missingFixes(entry: Parameters<typeof draftHeader>[0], client: Parameters<typeof draftHeader>[1]): readonly FixDraft[] {
  return [
    draftHeader(entry, client, 'Send a token in a header instead of logging in'),
    tell(
      'publish-metadata',
      'In your own server, publish the documents',
      `Serve /.well-known/oauth-protected-resource (with the path of the endpoint behind it) and /.well-known/oauth-authorization-server as JSON without login; answer 404 in JSON, not with a page, where there is no OAuth.${sayReload(client)}`,
    ),
    tell(
      'connect-without',
      'If the server needs no login, do not log in',
      'Remove the server from the client and add it again without starting a login; a server without OAuth must not answer 401.',
    ),
  ];
}
