import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Json } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { quoteTries, readLogin } from '../login-state.ts';
import { draftHeader, sayClientIdPlace } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** These programs bring client ids for these login servers with them. */
const BUILT_IN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^https:\/\/(?:github\.com|login\.microsoftonline\.com)(?:\/|$)/u, ['vscode', 'visual-studio', 'copilot-cli']],
];

/** The login server takes known clients only: it offers neither dynamic registration nor client id documents. */
export const rule: AnyRule = defineRule({
  id: 'oauth-no-dcr',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-no-dcr',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'said',
      literals: [
        'automatic client registration',
        'provide client details',
        'egistration endpoint',
        'no client ID was provided',
        'lient ID is required',
        'lient ID required',
        'dynamic client registration',
        'Dynamic Client Registration',
        'Dynamic client registration',
        'ynamic registration',
        'DCR',
        'client registration',
      ],
      pattern:
        /(?:does not|doesn't) (?:support|offer|allow) (?:dynamic client registration|DCR)|(?:[Dd]ynamic (?:[Cc]lient )?[Rr]egistration|DCR) (?:is )?(?:not (?:supported|available|enabled|allowed)|unsupported|disabled)|without (?:support for )?(?:dynamic client registration|DCR)|no (?:dynamic )?client registration (?:endpoint|support)|(?:not|n't) support automatic client registration|(?:no|without an?) registration endpoint|registration endpoint (?:is )?(?:not (?:found|available|advertised|supported|provided)|missing)|no client ID was provided|User did not provide client details|client ID (?:is )?required/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: 'no-id',
      literals: ['o client ID ', 'o client_id '],
      pattern: /\b[Nn]o (?:client ID|client_id) (?:is |was )?(?:available|configured|found|set|registered)/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'null',
      literals: ['registration_endpoint'],
      pattern: anyOf(
        near(/registration_endpoint/iu, 160, /received null|missing|not (?:found|present|advertised|set)|undefined|is null/iu),
        /(?:no|missing|without) (?:an? )?"?registration_endpoint/iu,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'advertised',
      literals: ['egistration endpoint', 'registration_endpoint', 'dynamic registration', 'registration is', 'lient ID', 'clientId', 'client_id'],
      pattern:
        /(?:does not|doesn't|did not) (?:advertise|expose|provide|publish|have|offer|support) (?:a |an |any )?(?:dynamic registration\b|registration[_ ]endpoint)|[Cc]lient registration is (?:disabled|turned off|not (?:enabled|supported|allowed|available))|\bclient[_ ]?(?:id|ID|Id) is required: |\b[Aa]utomatic (?:client )?registration is (?:unavailable|not (?:supported|available))|\b[Mm]issing required parameter:? ['"]?client_id\b|AADSTS900144\b.{0,100}client_id/u,
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined) {
      const issuer = oauth?.issuer ?? oauth?.authorizationServers?.[0];
      const isBuiltIn = BUILT_IN.some(
        ([pattern, clients]) => issuer !== undefined && pattern.test(issuer) && client !== undefined && clients.includes(client.id),
      );
      const isRegistered = entry !== undefined && hasClientId(entry.written);
      if (oauth?.registration === 'none' && !login.sent && client?.oauth !== false && !isRegistered && !isBuiltIn) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${nameClient(client)} cannot register with the login server of ${nameServer(entry)}`),
            why: `The login server "${cut(issuer ?? '', 100)}" names no registration_endpoint and takes no client id documents, and the entry holds no client id.`,
            evidence: [...login.evidence, ...quoteTries(oauth)],
            fixes: clientFixes(entry, client),
          },
        ];
      }
    }
    const told = loginWords(signs, session).filter(({ quote }) => !/invalid_client_metadata|unapproved_client|for this client\b/u.test(quote));
    if (told.length === 0 || (oauth?.registration !== undefined && oauth.registration !== 'none')) return [];
    return draftHit(told, {
      confidence: weighLogin(told, session, signsNamed(told, 'said').length > 0 && signsNamed(told, 'no-id').length === 0 ? 'confirmed' : 'likely'),
      title: 'The login server does not register unknown clients',
      why: 'The authorization server offers no dynamic client registration, and the client has no client id that was registered by hand.',
      fixes: clientFixes(entry, client),
      decisive: 'whether the metadata of the authorization server names a registration_endpoint',
    });
  },
});

function clientFixes(entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  return [
    draftHeader(entry, client, 'Send a token in place of the login'),
    tell(
      'register-by-hand',
      'Register the client by hand',
      `Make an OAuth app at the provider, with the redirect address the client uses (http://127.0.0.1:PORT/callback in most), and write its id into ${sayClientIdPlace(client)}.${sayReload(client)}`,
    ),
    tell(
      'offer-registration',
      'In your own server, offer a way',
      'Put an authorization server before it that registers clients (OAuth proxies of FastMCP and others do), or accept client id metadata documents.',
    ),
  ];
}

function hasClientId(written: Json, depth: number = 0): boolean {
  if (typeof written !== 'object' || written === null || depth > 3) return false;
  return Object.entries(written as Readonly<Record<string, Json>>).some(
    ([name, value]) => (/^(?:static_?)?(?:oauth_?)?client_?id$/iu.test(name) && typeof value === 'string' && value !== '') || hasClientId(value, depth + 1),
  );
}
