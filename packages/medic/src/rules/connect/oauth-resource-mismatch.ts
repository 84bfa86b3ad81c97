import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { quoteTries, readLogin } from '../login-state.ts';
import { draftHeader } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { draftUrlFix } from '../url-edits.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The login is for another resource than the URL in the entry: clients refuse that, or the token is refused later. */
export const rule: AnyRule = defineRule({
  id: 'oauth-resource-mismatch',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-resource-mismatch',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'sdk',
      literals: ['does not match expected'],
      pattern: /[Pp]rotected resource (?<named>\S{1,300}) does not match expected (?<expected>\S{1,300})/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'target',
      literals: ['AADSTS9010010', 'resource parameter', 'resource indicator'],
      pattern: /\bAADSTS9010010\b|resource (?:parameter|indicator).{0,80}(?:match|invalid|unknown|not (?:allowed|supported|recogni[sz]ed)|mismatch)/iu,
      sources: ANSWER_TEXT,
    },
    { id: 'named-target', literals: ['invalid_target'], pattern: /\binvalid_target\b.{0,80}\bresource\b/u, sources: ANSWER_TEXT },
    { id: 'invalid-target', literals: ['invalid_target'], pattern: /\binvalid_target\b/u, sources: ANSWER_TEXT, loose: true },
    {
      id: 'audience',
      literals: ['audience', 'Audience', '"aud"', 'aud claim'],
      pattern: anyOf(
        /(?:[Ii]nvalid|[Ii]ncorrect|[Uu]nexpected|[Ww]rong|mismatch\w{0,4}) (?:token )?audience/u,
        near(
          /(?:token )?audience\b/u,
          60,
          /mismatch|does(?: not|n't) (?:match|contain|include)|not been (?:whitelisted|granted)|invalid|not (?:allowed|accepted|valid)/u,
        ),
        near(/"?aud"? claim\b/u, 60, /mismatch|does(?: not|n't)|invalid|missing|not/u),
        /\bInvalidAudience\w{0,10}/u,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'after-login',
      literals: ['integration rejected the credentials'],
      pattern: /account was authorized,? but the integration rejected the credentials/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'entra',
      literals: [
        'AADSTS650053',
        'AADSTS500011',
        'AADSTS901002',
        'AADSTS65005',
        "doesn't exist on the resource",
        'resource principal named',
        'Service not found: ',
      ],
      pattern:
        /\bAADSTS(?:650053|500011|901002|65005[07]?)\b|asked for scope .{1,120} that doesn't exist on the resource|resource principal named \S{1,200} was not found|\bService not found: (?:https?:\/\/|api:|urn:)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'jwt',
      literals: [
        'IDX10214',
        "udience doesn't match",
        'udience validation',
        'ntended for',
        'unexpected "aud"',
        'aud" claim',
        'udience invalid',
        'nvalid_audience',
        'issued for',
        'bound to',
        'resource_mismatch',
        'RFC 8707',
        'equired audience',
        'esource must be',
      ],
      pattern:
        /IDX10214|Audience (?:doesn't match|validation failed)|unexpected "aud" claim|jwt audience invalid|\binvalid_audience\b|\bresource_mismatch\b|required audience (?:is )?missing|\b[Rr]esource must be (?:a valid|the|an?) [\w ]{0,30}(?:endpoint|resource|UR[IL]|server)|(?:[Tt]oken|JWT)\b.{0,60}not (?:issued|intended|meant|valid) for (?:this|the) (?:resource|server|audience|API|MCP)|\bissued for \S{1,200}, not for |\b(?:bound to|issued for|minted for|meant for) (?:a different|another) (?:resource|audience|server|MCP|API)|"?aud"? claim (?:is |value )?(?:not valid|missing|invalid)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'metadata',
      literals: ['esource'],
      pattern: anyOf(
        near(/(?:[Pp]rotected|[Mm]etadata|PRM|OAuth) ?'?[Rr]esource\b/u, 200, /does(?: not|n't) match|mismatch|do not match/u),
        near(/[Rr]esource (?:URI|URL|identifier)\b/u, 200, /does(?: not|n't) match|mismatch/u),
        /\b[Rr]esource mismatch\b|\b[Rr]esource metadata validation failed/u,
      ),
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined && oauth !== undefined) {
      const { session: remote } = login;
      const named = oauth.resource;
      if (oauth.resourceMatches === false && named !== undefined && !login.sent) {
        const isSameHost = URL.canParse(named) && URL.canParse(remote.url) && new URL(named).hostname === new URL(remote.url).hostname;
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${nameServer(entry)} describes its login for another address`),
            why: `The entry names "${cut(remote.url, 100)}", the server's own description says "${cut(named, 100)}", and ${nameClient(client)} must not log in for another resource.`,
            evidence: [...login.evidence, { what: 'the resource in the description', quote: cut(named, 250) }, ...quoteTries(oauth, 2)],
            fixes: [
              ...(isSameHost ? [draftUrlFix('use-resource', `Use the address the server names, ${cut(named, 80)}`, named, 'review', entry, client)] : []),
              correctResource(remote.url),
            ],
          },
        ];
      }
      const audience = oauth.token?.audience ?? [];
      const places = [remote.url, ...(named === undefined ? [] : [named])];
      const isForeign =
        login.sent &&
        login.status === 401 &&
        audience.length > 0 &&
        audience.every((one) => /^https?:\/\//u.test(one) && !places.some((place) => isSameOrigin(one, place)));
      if (isForeign) {
        return [
          {
            confidence: 'likely',
            title: fitTitle(`The token for ${nameServer(entry)} was made for another server`),
            why: `The token's audience is "${cut(audience.join(', '), 120)}", and "${cut(remote.url, 100)}" refused it with 401.`,
            evidence: [...login.evidence, { what: 'the audience of the token', quote: cut(audience.join(', '), 250) }],
            fixes: [draftHeader(entry, client, 'Get a token for this server')],
            decisive: 'whether a token whose "aud" is the address of the server is accepted',
          },
        ];
      }
    }
    const told = loginWords(signs, session);
    if (told.length === 0 || oauth?.resourceMatches === true) return [];
    const named = groupOf(told, 'named');
    const expected = groupOf(told, 'expected');
    return draftHit(told, {
      confidence: weighLogin(told, session, signsNamed(told, 'sdk').length > 0 ? 'confirmed' : 'likely'),
      title: 'The login is for another resource than the URL',
      why:
        named === undefined || expected === undefined
          ? 'The address the client asks a token for (resource, audience) is not the one the login server or the server knows; often a final slash or a path differs.'
          : `The server's description says "${cut(named, 100)}" where the client expects "${cut(expected, 100)}".`,
      fixes: [
        tell(
          'use-resource',
          'Write the URL as the server names itself',
          `Use ${named === undefined ? 'the "resource" of the server\'s /.well-known/oauth-protected-resource' : `"${cut(named, 150)}"`} as URL where that answers, mind the final slash, and update the client: older ones compare too strictly.`,
        ),
        correctResource('the URL users configure'),
      ],
      decisive: 'the "resource" in /.well-known/oauth-protected-resource, compared with the URL in the entry',
    });
  },
});

function correctResource(url: string): FixDraft {
  return tell(
    'correct-resource',
    'In your own server, correct the description',
    `Let "resource" in the protected resource metadata be ${cut(url, 150)} (scheme, host, port and path; behind a proxy the public ones), and let tokens with that audience in.`,
  );
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
