import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, Check, CheckView, Judgement } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { findIssuer, findResource, isSecureAddress, quoteDocument, quoteMember, readTexts, type Found } from '../../auth-documents.ts';
import { whyNoLogin } from './guard.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin'> = { group: 'auth', transports: ['http', 'sse'], withoutLogin: true };
const SPEC = '2025-11-25 basic/authorization#authorization-server-metadata-discovery';
const SECURITY = '2025-11-25 basic/authorization#security-considerations';
const NEEDS = ['auth-refusals', 'auth-metadata'] as const;
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'registration_endpoint', 'revocation_endpoint', 'introspection_endpoint', 'jwks_uri'];

type View = CheckView<(typeof NEEDS)[number]>;

const found: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-metadata',
  title: 'Its authorization server publishes metadata where clients look',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients take the addresses for login, token and registration from this document.',
  fix: 'Serve the metadata of RFC 8414 at /.well-known/oauth-authorization-server of the issuer, or OpenID discovery.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view) ?? whyNoIssuer(view);
    if (obstacle !== undefined) return obstacle;
    if (findIssuer(view['auth-metadata']) !== undefined) return PASS;
    return against(
      'fail',
      view['auth-metadata'].issuers.map((document) => quoteDocument(document, 'no authorization server metadata')),
    );
  },
});

const order: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-metadata-order',
  title: 'No earlier metadata address stands in the way of the one that works',
  level: 'practice',
  why: 'Clients go on to the next address after 404; a server error or a page ends the search for many of them.',
  fix: 'Answer metadata addresses that hold nothing with 404.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, () => {
      // 502 is passed over by the official SDK (2026-08), other server errors are not.
      const bad = view['auth-metadata'].issuers.filter(
        ({ json, isHtml, status = 0 }) => json === undefined && ((isHtml === true && status < 400) || (status >= 500 && status !== 502)),
      );
      return against(
        'fail',
        bad.map((document) => quoteDocument(document, 'clients that ask here first give up')),
      );
    }),
});

const issuer: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-issuer',
  title: 'The issuer in the metadata is the one clients were sent to',
  level: 'MUST',
  spec: '2026-07-28 basic/authorization/authorization-server-discovery#authorization-server-metadata-discovery',
  why: 'Clients compare both letter by letter, so that no server can pass somebody else off as its authorization server.',
  fix: 'Write the same issuer into "issuer" and into "authorization_servers" of the resource metadata.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const { named } = view['auth-metadata'];
      const { issuer: own } = document.json;
      if (typeof own !== 'string') return fail(quoteMember(document, 'issuer', 'the metadata names no issuer'));
      if (named === undefined || own === named) return PASS;
      if (/[?#]/.test(named)) return notTested('the authorization server is named by no issuer, see auth.prm-as-url');
      const isSlash = own.replace(/\/$/, '') === named.replace(/\/$/, '');
      const evidence = quoteMember(document, 'issuer', `the issuer differs from ${named}, which the resource metadata names${isSlash ? ', by a slash' : ''}`);
      return isSlash ? warn(evidence) : fail(evidence);
    }),
});

const endpoints: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-endpoints',
  title: 'The metadata names the addresses for login and token',
  level: 'MUST',
  spec: SPEC,
  why: 'A client cannot log in without either.',
  fix: 'Add authorization_endpoint and token_endpoint as absolute addresses.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) =>
      against(
        'fail',
        ['authorization_endpoint', 'token_endpoint']
          .filter((name) => {
            const value = document.json[name];
            return typeof value !== 'string' || !URL.canParse(value);
          })
          .map((name) => quoteMember(document, name, `"${name}" is no address`)),
      ),
    ),
});

const types: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-types',
  title: 'The metadata leaves members out instead of sending null or other types',
  level: 'MUST',
  spec: SPEC,
  why: 'The official SDK checks the document as a whole: one null and the whole login ends.',
  fix: 'Leave out what the authorization server does not offer.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const lists = [
        'response_types_supported',
        'code_challenge_methods_supported',
        'scopes_supported',
        'token_endpoint_auth_methods_supported',
        'grant_types_supported',
      ];
      const bad: EvidenceItem[] = [
        ...ENDPOINTS.filter(
          (name) =>
            document.json[name] !== undefined && typeof document.json[name] !== 'string' && !['authorization_endpoint', 'token_endpoint'].includes(name),
        ).map((name) => quoteMember(document, name, `"${name}" is no text`)),
        ...lists
          .filter((name) => document.json[name] !== undefined && !Array.isArray(document.json[name]))
          .map((name) => quoteMember(document, name, `"${name}" is no list`)),
        ...['client_id_metadata_document_supported', 'authorization_response_iss_parameter_supported']
          .filter((name) => document.json[name] !== undefined && typeof document.json[name] !== 'boolean')
          .map((name) => quoteMember(document, name, `"${name}" is neither true nor false`)),
      ];
      return against('fail', bad);
    }),
});

const responseType: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.as-response-type',
  title: 'The authorization server offers the response type "code"',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients log in with an authorization code and no other way.',
  fix: 'List "code" in response_types_supported.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const listed = readTexts(document.json['response_types_supported']);
      return listed?.includes('code') === true ? PASS : fail(quoteMember(document, 'response_types_supported', '"code" is not among the response types'));
    }),
});

const pkce: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.pkce',
  title: 'The authorization server says that it takes PKCE with S256',
  level: 'MUST',
  spec: SECURITY,
  why: 'Clients must refuse to log in where code_challenge_methods_supported does not hold S256.',
  fix: 'Add "code_challenge_methods_supported": ["S256"] to the metadata.',
  since: '2025-11-25',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const listed = readTexts(document.json['code_challenge_methods_supported']);
      return listed?.includes('S256') === true ? PASS : fail(quoteMember(document, 'code_challenge_methods_supported', 'S256 is not among the PKCE methods'));
    }),
});

const https: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.https',
  title: 'All addresses of the authorization server use https',
  level: 'MUST',
  spec: SECURITY,
  why: 'Codes and tokens that travel in the clear can be read and used by others; newer SDKs refuse such addresses.',
  fix: 'Serve every OAuth endpoint over https. Plain http is for loopback only.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) =>
      against(
        'fail',
        ENDPOINTS.filter((name) => {
          const value = document.json[name];
          return typeof value === 'string' && URL.canParse(value) && !isSecureAddress(value);
        }).map((name) => quoteMember(document, name, `"${name}" is not https`)),
      ),
    ),
});

const registration: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.registration',
  title: 'Lets clients it has never seen register by themselves',
  level: 'SHOULD',
  spec: '2025-11-25 basic/authorization#client-registration-approaches',
  why: 'Without client id metadata documents and without dynamic registration each client needs an id that somebody hands out.',
  fix: 'Support client id metadata documents, or offer a registration_endpoint; otherwise tell users which client id to enter.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const takesDocument = document.json['client_id_metadata_document_supported'] === true;
      const isDynamic = typeof document.json['registration_endpoint'] === 'string';
      if (takesDocument || isDynamic || document.json['registration_endpoint'] === null) return PASS;
      return warn(
        quoteMember(
          document,
          'registration_endpoint',
          'neither client id documents nor a registration endpoint: only clients with an id entered by hand can log in',
        ),
      );
    }),
});

const publicClients: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.token-auth-none',
  title: 'Takes clients without a secret at its token endpoint',
  level: 'practice',
  why: 'Desktop and command line clients cannot keep a secret; many register with the method "none".',
  fix: 'Add "none" to token_endpoint_auth_methods_supported.',
  needs: NEEDS,

  judge: (view) =>
    withIssuer(view, (document) => {
      const listed = readTexts(document.json['token_endpoint_auth_methods_supported']);
      return listed === undefined || listed.includes('none')
        ? PASS
        : warn(quoteMember(document, 'token_endpoint_auth_methods_supported', '"none" is not among the methods'));
    }),
});

const issFlag: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.iss-flag',
  title: 'The authorization server says that it sends "iss" with its answer',
  level: 'SHOULD',
  spec: '2026-07-28 basic/authorization#authorization-response-issuer',
  why: 'With it a client can tell that the answer comes from the server it asked (RFC 9207).',
  fix: 'Send "iss" in authorization responses and set authorization_response_iss_parameter_supported to true.',
  needs: NEEDS,

  judge: (view) =>
    // Behind a login nobody sees which eras there are; the authorization server is the same for all of them.
    view.run.era === 'legacy' && view.run.eras.length > 0
      ? notApplicable('it holds from revision 2026-07-28 on')
      : withIssuer(view, (document) =>
          document.json['authorization_response_iss_parameter_supported'] === true
            ? PASS
            : warn(quoteMember(document, 'authorization_response_iss_parameter_supported', 'RFC 9207 is not announced')),
        ),
});

/** A server that publishes no login at all takes tokens entered by hand; nothing is wrong with documents it does not have. */
function whyNoIssuer({ 'auth-metadata': metadata }: View): Judgement | undefined {
  const isPublished = findResource(metadata) !== undefined || findIssuer(metadata) !== undefined;
  if (!isPublished) return notApplicable('the server publishes no metadata about logging in, see auth.prm-fetch');
  if (metadata.issuers.length > 0) return undefined;
  return notTested('the authorization server is named by no web address, see auth.prm-as-url');
}

function withIssuer(view: View, judge: (document: Found) => Judgement): Judgement {
  const obstacle = whyNoLogin(view) ?? whyNoIssuer(view);
  if (obstacle !== undefined) return obstacle;
  const document = findIssuer(view['auth-metadata']);
  return document === undefined ? notTested('there is no authorization server metadata, see auth.as-metadata') : judge(document);
}

export const checks: readonly AnyCheck[] = [found, order, issuer, endpoints, types, responseType, pkce, https, registration, publicClients, issFlag];
