import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { readLogin } from '../login-state.ts';
import { draftForget, usesBridge } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The token is good and does not allow this: a scope was not asked for or not granted. */
export const rule: AnyRule = defineRule({
  id: 'oauth-insufficient-scope',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-insufficient-scope',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'code',
      literals: ['insufficient_scope', 'INSUFFICIENT', 'nsufficient scope', 'nsufficient_permissions', 'nsufficient permission', 'nsufficientScope'],
      pattern:
        /\binsufficient_scope\b|ACCESS_TOKEN_SCOPE_INSUFFICIENT|[Ii]nsufficient (?:OAuth )?(?:scopes?|permissions?)\b(?:: ?(?<scope>[\w:./-]{1,80}))?|[Ii]nsufficient authentication scopes|InsufficientScope\w{0,10}/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'scope',
      literals: ['scope=', 'scope'],
      pattern:
        /\bscope="(?<asked>[^"]{1,200})"|[Mm]issing (?:the )?(?:required )?(?:OAuth )?scopes?:? ?["'\x60]?(?<missing>[\w:./-]{1,80})?|[Rr]equired scopes?:? ["'\x60[]{0,2}(?<required>[\w:./-]{1,80})|requires (?:the )?["'\x60]?(?<needs>[\w:./-]{1,80})["'\x60]? (?:OAuth )?scope|(?:not allowed|not permitted|forbidden|denied) by .{0,30}\bscope|lacks? (?:the )?(?:required )?(?:["'\x60]?[\w:./-]{1,80}["'\x60]? )?scope/u,
      sources: ANSWER_TEXT,
    },
    { id: 'github', literals: ['not accessible by'], pattern: /Resource not accessible by (?:personal access token|integration)/u, sources: ANSWER_TEXT },
    { id: 'invalid', literals: ['invalid_scope'], pattern: /\binvalid_scope\b/u, sources: ANSWER_TEXT },
    {
      id: 'required',
      literals: [
        'equired_scope',
        'cope permissions',
        'missing_scope',
        'AADSTS65001',
        'AADSTS70011',
        'nsufficient privileges',
        'nsufficient rights',
        'equired permission',
        'equired scope',
        'additional scope',
        'onsent',
      ],
      pattern:
        /"?required_scopes?"? ?:|[Mm]issing scope permissions|\bmissing_scope\b|\bAADSTS(?:65001|70011|28002|28003)\b|[Ii]nsufficient (?:privileges|rights) to complete|has not consented to use the application|(?:does(?: not|n't)|did not) have (?:the )?(?:required|necessary|sufficient) (?:OAuth )?(?:scopes?|permissions?)|requires? additional scopes?/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'named-scope',
      literals: ['upscoping', 'scope "', "scope '", 'scope `', 'scopes "'],
      pattern: anyOf(
        /after trying upscoping/u,
        near(
          /\b403\b|[Ff]orbidden|[Uu]nauthori[sz]ed|[Ii]nsufficient/u,
          80,
          /\bscopes? ["'\x60][\w:./-]{1,80}["'\x60] (?:is |are |was )?(?:required|missing|needed|not granted)/u,
        ),
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'consent',
      literals: ['issing permission', 'cope does not match', 'AADSTS90094', 'AADSTS90095', 'dmin consent', 'admin approval'],
      pattern:
        /[Mm]issing (?:the )?(?:required )?permissions? ["'\x60][\w:./-]{1,80}|\bscopes? do(?:es)? not match\b|\bAADSTS9009[45]\b|[Aa]dmin consent (?:is )?required|[Nn]eeds? admin approval/u,
      sources: ANSWER_TEXT,
      loose: true,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined && login.error === 'insufficient_scope') {
      const asked = oauth?.challenge?.scope;
      const has = oauth?.token?.scope;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`The token for ${nameServer(entry)} lacks ${asked === undefined ? 'a scope' : `the scope ${cut(asked, 24)}`}`),
          why: `The server answered ${login.status} insufficient_scope${asked === undefined ? '' : `: it asks for "${cut(asked, 100)}"`}${has === undefined ? '' : `, the token has "${cut(has, 100)}"`}.`,
          evidence: [...login.evidence, ...(has === undefined ? [] : [{ what: 'scopes of the token, from its own claims', quote: cut(has, 250) }])],
          fixes: scopeFixes(entry, client, asked, false),
        },
      ];
    }
    const told = loginWords(signs, session);
    const shown = told.filter(({ sign, groups, quote }) => sign !== 'scope' || groups['asked'] === undefined || /insufficient/iu.test(quote));
    if (shown.length === 0) return [];
    const scope = groupOf(told, 'scope') ?? groupOf(told, 'missing') ?? groupOf(told, 'required') ?? groupOf(told, 'needs') ?? groupOf(told, 'asked');
    return draftHit(shown, {
      confidence: weighLogin(told, session, signsNamed(shown, 'code').length > 0 ? 'confirmed' : 'likely'),
      title: scope === undefined ? 'The token does not allow this: a scope is missing' : `The token lacks the scope ${cut(scope, 40)}`,
      why: `The server knows the token and refuses this request: ${scope === undefined ? 'a scope' : `the scope "${cut(scope, 80)}"`} was not asked for or not granted.`,
      fixes: scopeFixes(entry, client, scope, usesBridge(entry, shown.map(({ quote }) => quote).join(' '))),
      decisive: 'the scopes of the token at the provider, compared with those the message names',
    });
  },
});

function scopeFixes(
  entry: Parameters<typeof draftForget>[0],
  client: Parameters<typeof draftForget>[1],
  scope: string | undefined,
  isBridge: boolean,
): readonly FixDraft[] {
  return [
    { ...draftForget(entry, client, isBridge), title: `Log in again and grant ${scope === undefined ? 'the missing scope' : cut(scope, 40)}` },
    tell(
      'token-with-scope',
      'Make a token with more rights',
      `With a token of your own, make a new one that has ${scope === undefined ? 'the right the message names' : `"${cut(scope, 100)}"`}; grant no more than that.`,
    ),
  ];
}
