import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote } from '../http-failure.ts';
import { isForeignRefusal, readLogin } from '../login-state.ts';
import { draftForget, usesBridge } from '../login-words.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, quotePlace, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Credentials were sent and refused: wrong, revoked, for another environment or another server. */
export const rule: AnyRule = defineRule({
  id: 'auth-token-rejected',
  layer: 'auth',
  severity: 'blocks',
  cause: 'auth-token-rejected',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'rejected',
      literals: [
        'rejected the configured Authorization',
        'Bad credentials',
        'nvalid token',
        'nvalid_token',
        'nvalid API key',
        'nvalid api key',
        'nvalid_api_key',
        'nvalid access token',
        'nvalid bearer',
        'nvalid credentials',
        'nvalid_auth',
        'token is invalid',
        'oken is not valid',
        'token was revoked',
        'token has been revoked',
        'token_revoked',
        'signature verification',
        'invalid signature',
        'JWT',
        'jwt',
        'Unauthorized: invalid',
        'API key is invalid',
        'API key not valid',
        'Incorrect API key',
        'after successful authentication',
      ],
      pattern:
        /rejected the configured Authorization header|\bBad credentials\b|[Ii]nvalid[_ ](?:access |bearer |auth(?:entication|orization)? |api |personal access )?(?:token|credentials|api[_ ]?key|API [Kk]ey|auth\b)|\b(?:access |bearer |api )?token (?:is|was|has been) (?:invalid|not valid|revoked|rejected|unknown)|\btoken_revoked\b|API key (?:is )?(?:invalid|not valid|rejected)|Incorrect API key|[Ss]ignature verification failed|JWT\w{0,20}:? invalid|jwt malformed|invalid signature|Server returned 401 after successful authentication/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'jwt',
      literals: [
        'igning key',
        'JWSSignature',
        'JWKS',
        'jwks',
        'IDX10',
        'kid',
        'nvalid issuer',
        'iss" claim',
        'oken verification',
        'oken validation',
        'erify token',
      ],
      pattern:
        /(?:[Uu]nable|[Ff]ailed) to find (?:a )?signing key|no matching (?:signing )?key|JWSSignatureVerificationFailed|IDX105\d\d|unexpected "iss" claim|[Ii]nvalid issuer\b|[Tt]oken (?:verification|validation) (?:failed|error)|(?:[Ff]ailed|[Uu]nable|[Cc]ould not) (?:to )?(?:verify|validate) (?:the )?(?:access |bearer |JWT )?token/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'forbidden',
      literals: ['403', 'Forbidden'],
      pattern:
        /(?:HTTP(?:\/[\d.]{1,3})?"?|status(?: code)?|Non-200(?: status code)?|server response:?|status client error|Error POSTing to endpoint)[ :(=]{1,4}(?:HTTP )?\(?403\b|\b403 Forbidden\b|: Forbidden\b(?!:)|\b403 \(Forbidden\)/iu,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'refused-key',
      literals: [
        'oken rejected',
        '401 after success',
        'nvalid auth',
        'not valid',
        'failed verification',
        'oken provided',
        's disabled',
        'not exist',
        'alid access token',
        'alid token',
        'alid API key',
        'our API key',
        'our token',
        'our credentials',
        'our access token',
        'rong API key',
        'ncorrect',
        'IDX10205',
        'IDX10',
        'nvalid personal',
        'nvalid key',
        'rejected the credentials',
      ],
      pattern: anyOf(
        /[Tt]oken rejected\b|\b401 after successful authentication|[Ii]nvalid authentication credentials|\b(?:[Kk]ey|[Tt]oken|[Cc]redentials?) (?:that you |you )?(?:provided )?(?:is|are|was) not (?:valid|accepted|recogni[sz]ed)|\b(?:JWT|token) failed verification|\b(?:[Tt]oken|[Kk]ey)(?: provided)? (?:does not exist|no longer exists|is disabled|has been (?:disabled|deleted|revoked))|\bIDX10205\b|[Ii]nvalid (?:key|PAT)\b(?! (?:name|type|format))|[Ww]rong API key/u,
        near(
          /\b(?:401|[Uu]nauthori[sz]ed)\b/u,
          60,
          /\b(?:provide|use|check|supply|verify|set) (?:a valid |your |the (?:provided )?)(?:Claude |MCP )?(?:personal )?(?:access |bearer |auth )?(?:token|API key|credentials)/u,
        ),
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'by-service',
      literals: [
        'security token included',
        'TF400813',
        'VS30063',
        'not authorized to access',
        'nvalid username',
        'provided credentials',
        'oken invalid',
        'UnrecognizedClient',
        'SignatureDoesNotMatch',
        'signature we calculated',
        'InvalidClientTokenId',
        'rejected the',
        'ignature key was not found',
        'uthentication error',
        'malformed or',
        'is malformed',
        'in request is invalid',
        'key mismatch',
      ],
      pattern:
        /\bTF400813\b|\bVS30063\b|\b(?:is|are) not authorized to access\b|[Ii]nvalid username or password|[Uu]nable to authenticate with provided credentials|\b[Tt]oken invalid\b|security token included in the request is invalid|\bUnrecognizedClientException\b|\bSignatureDoesNotMatch\b|\bInvalidClientTokenId\b|\brejected the (?:bearer |access |API )?(?:token|key)\b|[Ss]ignature key was not found|"message": ?"Authentication error"|\b[Tt]oken is malformed\b(?!: )|\b[Kk]ey found in request is invalid|\bAPI key and \w{1,20} key mismatch/u,
      sources: ANSWER_TEXT,
      loose: true,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined) {
      const { status, sent, sentAs, exchange, error, session: remote } = login;
      if (
        !sent ||
        error === 'insufficient_scope' ||
        (status === 403 && (exchange.body?.kind === 'html' || /\b(?:host|origin)\b/iu.test(exchange.body?.head ?? '')))
      )
        return [];
      const wanted = oauth?.challenge?.scheme;
      const scheme = oauth?.sentScheme;
      const isOther = wanted !== undefined && scheme !== undefined && !scheme.includes(' ') && wanted.toLowerCase() !== scheme.toLowerCase();
      return [
        {
          confidence: status === 401 ? 'confirmed' : 'likely',
          title: fitTitle(`${nameServer(entry)} refuses the credentials ${nameClient(client)} sent`),
          why: `"${cut(remote.url, 120)}" answered ${status}${error === undefined ? '' : ` (${cut(error, 40)})`} to a request with ${sentAs}${isOther ? `; the server wants ${wanted}` : ''}${oauth?.challenge?.errorDescription === undefined ? '' : `: "${cut(oauth.challenge.errorDescription, 120)}"`}.`,
          evidence: [...login.evidence, { what: 'the request carried', quote: sentAs }, ...quotePlace(entry)],
          fixes: rejectedFixes(entry, client),
          ...(status === 401 ? {} : { decisive: 'whether a fresh token with all rights is accepted' }),
        },
      ];
    }
    const told = isRemote(session)
      ? []
      : signsToJudge(signs, session).filter(
          ({ quote }) =>
            !isForeignRefusal(quote) &&
            !/expired|(?:missing|no) or invalid|no token provided|no credentials provided|is missing,|(?:missing|no) authorization header/iu.test(quote),
        );
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The server refuses the token or key',
      why: 'Credentials arrived and were refused: they are mistyped, revoked, or made for another environment or server.',
      fixes: rejectedFixes(entry, client),
      decisive: 'whether the same token is accepted with curl -H "Authorization: Bearer …"',
    });
  },
});

function rejectedFixes(entry: Parameters<typeof draftForget>[0], client: Parameters<typeof draftForget>[1]): readonly FixDraft[] {
  return [
    tell(
      'new-token',
      'Put a fresh token into the entry',
      `Make a new token or key at the provider, for this server and environment, and put it where the old one stands${entry === undefined ? '' : ` (${entry.file}:${entry.line}, or the variable it names)`}; mind blanks and line ends when pasting.${sayReload(client)}`,
    ),
    ...(client?.oauth === false ? [] : [{ ...draftForget(entry, client, usesBridge(entry)), title: 'Remove the header and log in with OAuth' }]),
  ];
}
