import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT } from '../http-failure.ts';
import { draftForget, usesBridge } from '../login-words.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The client shows a client id that the login server has forgotten or never had. */
export const rule: AnyRule = defineRule({
  id: 'oauth-stale-client-registration',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-stale-client-registration',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'unknown',
      literals: [
        'lient not found',
        'lient_id',
        'client ID',
        'lient id',
        'pplication not found',
        'nknown client',
        'AADSTS700016',
        'lient not registered',
        'client does not exist',
        'lient registration',
      ],
      pattern: anyOf(
        /\b(?:[Cc]lient|[Aa]pplication) (?:(?:was |is )?not (?:found|registered|recogni[sz]ed)|does not exist)|[Uu]nknown (?:OAuth )?client\b(?! (?:error|version|type|capab))|\bAADSTS700016\b/u,
        near(/[Cc]lient[_ ]?(?:id|ID)\b/u, 100, /not (?:found|registered|recogni[sz]ed|known|valid)|unknown|does not exist|is invalid|no longer/u),
        /(?:[Ii]nvalid|[Uu]nknown|[Uu]nregistered|[Ee]xpired|[Dd]eleted|[Rr]evoked)(?: or (?:expired|unknown|invalid|revoked|deleted|unregistered))? client[_ ]?(?:id|ID)\b|(?:stale|cached|stored|old) client registration/u,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'invalid',
      literals: ['invalid_client', 'invalid client', 'InvalidClientError'],
      pattern: /\binvalid_client\b(?!_)|"error": ?"invalid client"|\bInvalidClientError\b/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'state',
      literals: ['existing OAuth client information', 'client information'],
      pattern: /[Ee]xisting OAuth client information is required/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'named',
      literals: ['lient', 'AADSTS70002', 'deleted_client', 'pplication with identifier'],
      pattern:
        /(?:[Uu]nknown|[Uu]nregistered|[Uu]nrecogni[sz]ed|[Dd]eleted|[Nn]o such) (?:OAuth )?client(?:[_ ]?(?:id|ID)\b|\b(?! (?:error|version|type|capab|method|name)))|[Cc]lient authentication failed|\bAADSTS70002(?:15|22)\b|\bdeleted_client\b|OAuth client was not found|[Ii]nvalid client (?:or Invalid client )?credentials|\bincorrect_client_credentials\b|[Cc]lient ?[Ss]ecret (?:is |was )?(?:invalid|incorrect|wrong|expired)|(?:[Ii]nvalid|[Ii]ncorrect|[Ww]rong|[Ee]xpired) client ?secret/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'exchange',
      literals: ['oken exchange', 'oken request failed', 'nsupported_grant_type', 'uthorization request is invalid'],
      pattern: /[Tt]oken (?:exchange|request) (?:request )?failed|\bunsupported_grant_type\b|[Aa]uthorization request is invalid/u,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'named-client',
      literals: ['lient', 'uthorization request is invalid'],
      pattern: /\b[Cc]lient ['"]?[\w.:-]{1,80}['"]? is (?:not (?:known|registered|recogni[sz]ed)|unknown) |\b[Cc]lient registration (?:has )?expired\b/u,
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, entry, client, signs }) {
    const told = loginWords(signs, session).filter(({ quote }) => !/invalid_client_metadata/u.test(quote));
    if (told.length === 0) return [];
    const isBridge = usesBridge(entry, told.map(({ quote }) => quote).join(' '));
    const isInvalid = signsNamed(told, 'invalid').length > 0;
    return draftHit(told, {
      confidence: weighLogin(told, session, isInvalid || signsNamed(told, 'state', 'named').length > 0 ? 'likely' : 'possible'),
      title: 'The login server no longer knows this client',
      why: 'The client sent a client id it had stored, and the authorization server does not know it: its store was emptied, or the stored registration belongs to another version or server.',
      fixes: [
        draftForget(entry, client, isBridge),
        tell(
          'check-client-id',
          'If you wrote the client id yourself, check it',
          'Compare the client id and secret in the entry with the OAuth app at the provider, also its tenant or environment.',
        ),
      ],
      decisive: 'whether a login after deleting the stored registration succeeds',
    });
  },
});
