import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote } from '../http-failure.ts';
import { isForeignRefusal, readLogin } from '../login-state.ts';
import { draftForget, usesBridge } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, quotePlace, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The token was good once. Stored ones are renewed with a refresh token, written ones never. */
export const rule: AnyRule = defineRule({
  id: 'oauth-token-expired',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-token-expired',
  needs: [],
  uses: ['session', 'oauth', 'host', 'entry', 'client'],
  signs: [
    {
      id: 'expired',
      literals: ['expired', 'TokenExpired', 'expire'],
      pattern:
        /(?<!\b(?:when|if|once|until|after|before|unless) (?:the |a |an |your )?(?:access |refresh )?)\b(?:[Tt]oken|JWT|jwt|credentials?)\b.{0,60}\b(?:has |have |is |are |was )?expired\b|expired[_ ](?:access[_ ]|refresh[_ ]|bearer[_ ])?token|\b(?:TokenExpired(?:Error)?|ExpiredSignature(?:Error)?|ExpiredToken\w{0,10})\b|OAuth session expired|[Ss]ession expired.{0,40}(?:log ?in|re-?auth)|\bAADSTS70008\d?\b/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'refresh',
      literals: ['refresh', 'invalid_grant', 'no longer recognized'],
      pattern:
        /\binvalid_grant\b(?!.{0,80}(?:code[_ ]verifier|PKCE))|(?:[Ff]ailed|[Uu]nable|could not|cannot) .{0,20}(?:be )?refresh(?:ed)?\b.{0,40}(?:token|session|credentials)?|refresh[_ ]token\b.{0,60}(?:invalid|not found|revoked|missing|rejected|failed)|[Tt]oken refresh (?:failed|error)|no longer recognized by the server|requires re-?auth(?:entication|orization)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'token-endpoint',
      literals: ['/token'],
      pattern: /\bPOST (?:(?!\/token\b)\S){0,200}\/token\b(?:\?\S{0,80})?.{0,12}\b40[01]\b/u,
      sources: ['pasted', 'client-log'],
    },
    { id: 'frame', literals: ['refreshAuthorization'], pattern: /\bat (?:async )?refreshAuthorization\b/u, sources: ['pasted', 'client-log'] },
    // Codex: the stored token is sent and refused; it says no more than the status.
    {
      id: 'codex',
      literals: ['handshaking with MCP server failed'],
      pattern: /handshaking with MCP server failed.{0,80}401 Unauthorized/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'ended',
      literals: [
        'ignature has expired',
        'exp" claim',
        'no longer valid',
        'refresh token',
        'refresh_token',
        'expired or',
        'or expired',
        'AADSTS7',
        'AADSTS50',
        'AADSTS54005',
        'oken_expired',
        'has been expired',
        'oken is not active',
        'ession not active',
        'tale token',
        'JWT_EXPIRED',
        'IDX10223',
        'Lifetime validation',
      ],
      pattern: anyOf(
        /[Ss]ignature has expired|"exp" claim timestamp check failed|ERR_JWT_EXPIRED|IDX10223|Lifetime validation failed/u,
        near(/\b(?:[Tt]okens?|[Cc]redentials?|[Ss]ession|[Ll]ogin|[Gg]rant)\b/u, 40, /\b(?:no longer valid|has been expired)/u),
        /(?:[Ii]nvalid|[Uu]nknown|[Rr]evoked|[Ee]xpired|[Bb]ad)(?: or (?:expired|invalid|revoked))?[ _][Rr]efresh[_ ][Tt]oken/u,
        near(/[Rr]efresh[_ ][Tt]oken\b/u, 60, /(?:is|has been|was) (?:invalid|expired|revoked|unknown|used)/u),
        /(?:[Tt]oken|[Ss]ession)(?: is)? not active|\b[Ss]tale token\b|\btoken_expired\b|\bAADSTS(?:70008\d?|700082|700084|70043|50173|50089|54005|50078)\b/u,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'renew',
      literals: [
        'eauthentication is needed',
        'used too late',
        'to refresh the access token',
        'o refresh token',
        'o refresh_token',
        'pstream token',
        'Jwt expired',
        'wt expired',
        'SSO session',
        'ession has expired',
        'ession expired',
        'SSO token',
        'eauthenticat',
        'e-authenticat',
        'e-authori',
        'eauthorization',
        'log in again',
        'login again',
        'sign in again',
      ],
      pattern: anyOf(
        /[Rr]e-?authentication is (?:needed|required)|do not contain the necessary fields need to refresh|(?<!\b(?:[Ww]hen|[Ii]f|[Oo]nce|[Ww]here) )\b[Nn]o refresh[_ ]token (?:is )?(?:available|found|stored)|[Tt]oken used too late|\b[Jj]wt (?:is )?expired\b|\bre-?(?:authorization|authentication) required\b|\b[Uu]pstream token (?:not found|(?:has )?expired)/u,
        near(/\bSSO (?:session|token)\b/u, 80, /expired|invalid/u),
        near(/\b[Ss]ession (?:has )?expired\b/u, 60, /re-?connect|re-?auth|sign in|log ?in/u),
      ),
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, oauth, host, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined && login.sent) {
      const ended = oauth?.token?.expiresAt;
      const isOver = ended !== undefined && host !== undefined && Date.parse(ended) < Date.parse(host.now);
      const words = oauth?.challenge?.errorDescription;
      const isSaid = words !== undefined && /\bexpired?\b/iu.test(words) && !/invalid,? (?:or )?expired/iu.test(words);
      if (login.status !== 401 || (!isOver && !isSaid)) return [];
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(
            isOver
              ? `The token for ${nameServer(entry)} ended on ${ended.slice(0, 16).replace('T', ' ')} UTC`
              : `The token for ${nameServer(entry)} has expired`,
          ),
          why: `The request carried ${login.sentAs}${isOver ? `, valid until ${ended}` : ''}, and the server answered 401${words === undefined ? '' : ` "${cut(words, 120)}"`}.`,
          evidence: [
            ...login.evidence,
            ...(isOver ? [{ what: 'the end of the token, from its own claims', quote: `exp ${ended}; now ${host.now}` }] : []),
            ...quotePlace(entry),
          ],
          fixes: [
            renewToken(entry, client),
            { ...draftForget(entry, client, usesBridge(entry)), title: 'Remove the header and log in, so that the token is renewed by itself' },
          ],
        },
      ];
    }
    if (isRemote(session) && login === undefined) return [];
    const told = loginWords(signs, session).filter(({ quote }) => !isForeignRefusal(quote) && !/\bCERT|certificate/iu.test(quote));
    if (told.length === 0) return [];
    const isOnlyStatus = signsNamed(told, 'codex', 'frame').length === told.length;
    return draftHit(told, {
      confidence: weighLogin(told, session, isOnlyStatus ? 'possible' : 'likely'),
      title: 'The stored login has expired',
      why: 'The token the client holds has ended and could not be renewed: the refresh token is used up, revoked, or forgotten by the server.',
      fixes: [draftForget(entry, client, usesBridge(entry, told.map(({ quote }) => quote).join(' '))), renewToken(entry, client)],
      decisive: 'whether a fresh login works; when it fails at once again, the server refuses its own tokens',
    });
  },
});

function renewToken(entry: Parameters<typeof quotePlace>[0], client: Parameters<typeof sayReload>[0]): FixDraft {
  return tell(
    'new-token',
    'Put a fresh token where the old one stands',
    `A token that is written into ${entry === undefined ? 'a file or variable' : `${entry.file} or the variable it names`} is never renewed by itself: get a new one at the provider and replace it.${sayReload(client)}`,
  );
}
