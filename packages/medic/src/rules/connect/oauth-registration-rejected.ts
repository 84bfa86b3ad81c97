import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { draftForget, draftHeader, sayClientIdPlace, usesBridge } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** So soon after a request its answer stands in a transcript. */
const ANSWER_LINES = 3;

/** The login server has a registration endpoint and turned this client away. Nothing is registered here, so only text shows it. */
export const rule: AnyRule = defineRule({
  id: 'oauth-registration-rejected',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-registration-rejected',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'rejected',
      literals: ['Registration rejected', 'registration', 'Registration'],
      pattern:
        /Dynamic Client Registration (?:was )?(?:rejected|failed|denied|refused) ?\(?(?:HTTP )?(?!404)\d{3}|(?:[Cc]lient|[Dd]ynamic)[ _][Rr]egistration (?:was |request )?(?:rejected|failed|denied|refused|forbidden|error)(?!.{0,40}\b404\b)|(?:[Ff]ailed|[Uu]nable) to register (?:the |as )?(?:OAuth )?client/u,
      sources: ANSWER_TEXT,
    },
    // A refusal in plain words where the SDK expects OAuth's JSON: the login server takes listed clients only.
    {
      id: 'refused-plain',
      literals: ['Invalid OAuth error response'],
      pattern: /HTTP (?:40[013]|422)\b.{0,20}Invalid OAuth error response/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'metadata',
      literals: ['invalid_client_metadata', 'invalid_software_statement', 'unapproved_', 'client_name'],
      pattern:
        /\binvalid_client_metadata\b|\b(?:invalid|unapproved)_software_statement\b|\bunapproved_client\b|\bclient_name\b.{0,60}\bnot (?:(?:on|in) the (?:approved|allow)|approved|allowed|permitted)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'endpoint',
      literals: ['/register', '/reg '],
      pattern: /\bPOST (?:(?!\/reg)\S){0,300}\/(?:register|reg|registration|connect\/register)\b.{0,70}?\b(?:400|401|403|405|415|422|429|5\d\d)\b/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'redirect',
      literals: ['redirect_uri', 'redirect URI', 'Redirect URI'],
      pattern: anyOf(
        /[Nn]o (?:valid |allowed )redirect[_ ]uris? (?:provided|given|found)|[Aa]ll (?:redirect[_ ])?uris? must be |registration request (?:includes|contains|has) (?:an? )?(?:invalid|unsupported|disallowed)/iu,
        near(/redirect[_ ]uris? host /iu, 120, /not (?:in the )?allow/iu),
        /redirect_uri is not registered for client|\binvalid_redirect_uri\b|\bno valid redirect URIs? (?:were )?provided/iu,
        near(/redirect[_ ]uris?\b/iu, 80, /not (?:permitted|in the allow\w{0,3} list)|must (?:be|use) https/iu),
      ),
      sources: ANSWER_TEXT,
    },
    // The JavaScript SDK's stack names the step that failed, whatever its message says.
    { id: 'frame', literals: ['registerClient'], pattern: /\bat (?:async )?registerClient\b/u, sources: ['pasted', 'client-log'] },
    {
      id: 'answer-first',
      literals: ['/register', '/registration'],
      pattern: near(
        /\b(?:HTTP|[Ss]tatus|[Ee]rror)[ :/]{1,3}(?:1\.1 |2 )?(?:400|401|403|415|422|429|5\d\d)\b/u,
        60,
        /https?:\/\/[^\s"']{1,200}\/(?:register|registration)\b/u,
      ),
      sources: ANSWER_TEXT,
      loose: true,
    },
    { id: 'status', literals: ['HTTP/'], pattern: /^(?:[<*] )?HTTP\/[\d.]{1,3} (?:400|401|403|415|422|429|5\d\d)\b/u, sources: ['pasted'], loose: true },
    { id: 'attempt', literals: ['/register'], pattern: /\bPOST \S{0,300}\/register\b/u, sources: ['pasted', 'client-log'] },
    // The hosted clients of Claude hide every failure of a login behind this sentence.
    {
      id: 'hidden',
      literals: ["Couldn't reach the MCP server", 'sign-in service', 'log-in service', 'login service'],
      pattern:
        /Couldn't reach the MCP server\. You can check the server URL.{0,160}reference|(?:Couldn[’']t|[Ff]ailed to|[Cc]ould not) register with .{1,100}(?:sign|log)-?in service/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'answered',
      literals: ['egistration', 'egister'],
      pattern:
        /(?:[Cc]lient |[Dd]ynamic )?[Rr]egistration (?:endpoint|request)\b.{0,60}(?:returned|responded|answered|failed|rejected)\b.{0,30}\b(?:400|401|403|405|415|422|429|5\d\d)\b|OAuth (?:client )?registration failed|DCR (?:failed|rejected|error)\b|[Cc]lient (?:is )?not (?:approved|allowed to register|whitelisted|on the allow)|client_id metadata document\b.{0,80}(?:fail|invalid|fetch)|CIMD (?:document|fetch|metadata).{0,60}(?:fail|invalid|error)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'client-kind',
      literals: ['unauthorized_client'],
      pattern: /\bunauthorized_client\b(?!.{0,80}(?:not found|refresh))/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'policy',
      literals: [
        'client-registration service',
        'mcp_registration_failed',
        'egistration failed',
        'nitial access token',
        'client registrations',
        'for this client',
        'not be registered',
      ],
      pattern:
        /rejected request to client-registration service|\bmcp_registration_failed\b|\b[Rr]egistration failed: ?(?:HTTP )?(?:400|401|403|422|429|5\d\d)\b|[Cc]lient could not be registered|too many client registrations|[Rr]egistration is not (?:available|allowed|permitted) for this client|[Ii]nitial access token (?:is )?(?:required|missing|invalid)/u,
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, entry, client, signs }) {
    const told = loginWords(signs, session);
    const attempts = signsNamed(told, 'attempt');
    const shown = told.filter(({ sign, line }) =>
      sign === 'status' ? attempts.some((attempt) => line > attempt.line && line <= attempt.line + ANSWER_LINES) : sign !== 'attempt',
    );
    if (shown.length === 0) return [];
    const isHidden = signsNamed(shown, 'hidden', 'frame').length === shown.length;
    const isRedirect = signsNamed(shown, 'redirect').length > 0;
    return draftHit(shown, {
      confidence: weighLogin(told, session, isHidden ? 'possible' : 'likely'),
      title: 'The login server refuses to register the client',
      why: isRedirect
        ? 'The authorization server registers only clients whose redirect address is on its list.'
        : 'The authorization server has a registration endpoint and refused the data this client sent: its redirect address, its kind, or unknown clients altogether.',
      fixes: [
        tell(
          'allow-redirect',
          'Have the redirect address allowed',
          'At the provider, allow the address the client uses: http://127.0.0.1 and http://localhost with any port and /callback for programs on this machine, https://claude.ai/api/mcp/auth_callback for the hosted Claude clients.',
        ),
        tell('register-by-hand', 'Register the client by hand', `Make an OAuth app at the provider and write its id into ${sayClientIdPlace(client)}.`),
        draftHeader(entry, client, 'Send a token in place of the login'),
        draftForget(entry, client, usesBridge(entry, shown.map(({ quote }) => quote).join(' '))),
      ],
      decisive: 'the answer of the registration endpoint: its body names the field it refused',
    });
  },
});
