import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { draftForget, usesBridge } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { cut, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The redirect address of the login is another one than was registered: another port, host or path. */
export const rule: AnyRule = defineRule({
  id: 'oauth-redirect-uri-mismatch',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-redirect-uri-mismatch',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'code',
      literals: ['redirect_uri_mismatch', 'AADSTS50011', 'AADSTS500113', 'AADSTS900971', 'bad_redirect_uri', 'redirect_mismatch', 'redirect_uri_not_allowed'],
      pattern: /\bredirect_uri_mismatch\b|\bAADSTS(?:50011|500113|900971)\b|\bbad_redirect_uri\b|\bredirect_mismatch\b|\bredirect_uri_not_allowed\b/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'said',
      literals: ['redirect'],
      pattern: anyOf(
        near(/redirect[_ -]?ur[il]s?\b(?! host)(?! is not registered for client)/iu, 160, /(?:does(?: not|n't)|do not|did not|must) (?:exactly )?match/iu),
        near(
          /(?:mismatch\w{0,4}|unregistered|unknown|invalid|unauthori[sz]ed|wrong|not (?:a )?(?:valid|allowed|registered|whitelisted)) /iu,
          20,
          /redirect[_ -]?ur[il](?! host)/iu,
        ),
        near(
          /redirect[_ -]?ur[il]s?\b(?! host)(?! is not registered for client)/iu,
          80,
          /mismatch|\bis invalid|not (?:been )?(?:registered|whitelisted|associated|valid|among)/iu,
        ),
        /[Cc]allback URL mismatch|redirect_uri is not associated with this application/iu,
      ),
      sources: ANSWER_TEXT,
    },
    // At the registration endpoint the same words mean that the client was not registered at all.
    { id: 'registering', literals: ['/register', 'redirect_uri host'], pattern: /\bPOST \S{0,300}\/register\b|redirect_uri host\b/u, sources: ANSWER_TEXT },
    {
      id: 'address',
      literals: ['http://localhost', 'http://127.0.0.1'],
      pattern: /redirect_uri=?:? ?"?(?<uri>https?(?::|%3A)(?:\/|%2F){2}[^\s"'&]{1,200})/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: 'listed',
      literals: ['redirect', 'edirect_uri', 'allback URL', 'callback url'],
      pattern:
        /[Ii]nvalid parameter: redirect_uri|must be a (?:Login|registered) redirect URI|not a valid redirect[_ ]ur[il]|redirect[_ ]ur[il]\b.{0,120}(?:is not|isn't|not) (?:in|on|one of|part of|listed|among) .{0,30}(?:list|allow|regist|configured|CIMD|metadata)|[Cc]allback URL\b.{0,60}(?:not (?:allowed|registered|valid|in the)|invalid|mismatch)|redirect[_ ]ur[il]\b.{0,80}(?:not|n't) (?:be )?allowed(?! for dynamic)|[Ii]nvalid(?: |\+|%20)(?:OAuth2? )?redirect_uri\b(?! host)/iu,
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, entry, client, signs }) {
    // These codes belong to registration (RFC 7591): there the client itself is refused.
    const told = loginWords(signs, session).filter(({ quote }) => !/\binvalid_(?:client_metadata|redirect_uri)\b/u.test(quote));
    if (told.some(({ sign }) => sign === 'registering') || !told.some(({ sign }) => sign !== 'address')) return [];
    const uri = groupOf(told, 'uri');
    return draftHit(told, {
      confidence: weighLogin(told, session, told.some(({ sign }) => sign === 'code') ? 'confirmed' : 'likely'),
      title: 'The login server does not know the redirect address',
      why: `The login came with ${uri === undefined ? 'a redirect address' : `the redirect address "${cut(uri, 120)}"`} that is not registered for this client: port, host (localhost and 127.0.0.1 differ) and path must agree.`,
      fixes: [
        tell(
          'register-address',
          'Register exactly that address',
          `At the provider, add the redirect address from the message to the OAuth app, letter by letter, and give the client a fixed callback port (Claude Code: --callback-port; mcp-remote: the port after the URL).${sayReload(client)}`,
        ),
        draftForget(entry, client, usesBridge(entry, told.map(({ quote }) => quote).join(' '))),
      ],
      decisive: 'the redirect_uri in the address of the login page, compared with the list at the provider',
    });
  },
});
