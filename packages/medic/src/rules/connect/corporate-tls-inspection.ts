import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { isUnknownIssuer, quoteCertificate, readTlsFailure } from '../tls-failure.ts';
import { draftTrust } from '../trust-fixes.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const PRODUCTS =
  'Zscaler|Netskope|Palo Alto|GlobalProtect|Fortinet|FortiGate|Forcepoint|Blue ?Coat|Cisco Umbrella|Sophos|McAfee|Skyhigh|Check ?Point|Kaspersky|ESET|Avast|Bitdefender|AdGuard|mitmproxy|Charles Proxy|Fiddler|Proxyman|Cloudflare (?:WARP|Gateway|for Teams)';

/** A gateway or virus scanner opens TLS and signs again with a root that the system trusts and the client does not know. */
export const rule: AnyRule = defineRule({
  id: 'corporate-tls-inspection',
  layer: 'tls',
  severity: 'blocks',
  cause: 'corporate-tls-inspection',
  needs: [],
  uses: ['session', 'tls', 'network', 'host', 'entry', 'client'],
  signs: [
    {
      id: 'issuer',
      literals: ['unable to get local issuer', 'UNABLE_TO_GET_ISSUER_CERT'],
      pattern: /UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?\b|unable to get (?:local )?issuer certificate/u,
      sources: PROGRAM_TEXT,
    },
    // That is how a forgotten intermediate shows.
    {
      id: 'leaf',
      literals: ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
      pattern: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to verify the first certificate/u,
      sources: PROGRAM_TEXT,
    },
    // The public registries send their whole chain.
    {
      id: 'registry',
      literals: ['npm error', 'npm ERR!', 'pypi', '/simple/'],
      pattern: anyOf(
        /npm (?:error|ERR!) (?:code|errno) (?:UNABLE_TO_\w{1,40}|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)/u,
        near(/pypi\.org/u, 200, /UnknownIssuer|CERTIFICATE_VERIFY_FAILED/u),
        near(/CERTIFICATE_VERIFY_FAILED/u, 200, /\/simple\//u),
        /^\W{0,20}(?:error: )?(?:Failed to fetch|Request failed after \d retries|Could not connect).{0,40}https:\/\/\S{1,200}\/simple\//u,
      ),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'chain',
      literals: ['SELF_SIGNED_CERT_IN_CHAIN', 'in certificate chain'],
      pattern: /SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate in certificate chain/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'product',
      literals: [
        'Zscaler',
        'Netskope',
        'Palo Alto',
        'GlobalProtect',
        'Forti',
        'Forcepoint',
        'Coat',
        'Umbrella',
        'Sophos',
        'McAfee',
        'Skyhigh',
        'Check Point',
        'CheckPoint',
        'Kaspersky',
        'ESET',
        'Avast',
        'Bitdefender',
        'AdGuard',
        'mitmproxy',
        'Charles Proxy',
        'Fiddler',
        'Proxyman',
        'WARP',
        'Cloudflare Gateway',
        'for Teams',
      ],
      pattern: new RegExp(String.raw`\b(?<product>${PRODUCTS})\b`, 'iu'),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'office',
      literals: ['corporate', 'company', 'inspection', 'intercept'],
      pattern: /\b(?:corporate|company|enterprise) (?:proxy|network|root|CA|firewall|certificate)|(?:TLS|SSL|HTTPS) (?:inspection|intercept\w{0,4})/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'untrusted',
      literals: [
        'unknown authority',
        'UnknownIssuer',
        'PKIX',
        'first certificate',
        'AUTHORITY_INVALID',
        'not trusted',
        'certificate verify failed',
        'CERTIFICATE_VERIFY_FAILED',
        'self signed',
        'self-signed',
      ],
      pattern:
        /signed by unknown authority|UnknownIssuer|PKIX path building failed|unable to verify the first certificate|ERR_CERT_AUTHORITY_INVALID|authority that is not trusted|certificate verify failed|CERTIFICATE_VERIFY_FAILED|self[- ]signed certificate/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'fetch',
      literals: ['githubcopilot.com'],
      pattern: /Error sending message to https:\/\/api\.githubcopilot\.com\S{0,100}: TypeError: fetch failed/u,
      sources: PROGRAM_TEXT,
    },
    // Windows asks the issuer whether a certificate was revoked; certificates made by a gateway name nobody to ask.
    {
      id: 'revocation',
      literals: ['REVOCATION', '0x80092012', '0x80092013'],
      pattern: /CERT_TRUST_REVOCATION_STATUS_UNKNOWN|CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)|0x8009201[23]\b/u,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, tls, network, host, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      if (tls === undefined || !isUnknownIssuer(failure.code)) return [];
      const isOutside = network === undefined || (!network.isLoopback && !network.isPrivate);
      const product = tls.inspectionProduct;
      // An own server with an own root that the system knows is no inspection.
      if (product === undefined && !(tls.systemTrusts === true && isOutside && network !== undefined)) return [];
      const top = tls.chain.at(-1);
      const who = product ?? 'a gateway of the network';
      return [
        {
          confidence: product !== undefined && isOutside ? 'confirmed' : 'likely',
          title: fitTitle(`${product ?? 'A gateway'} opens TLS to ${cut(failure.host, 24)}; ${nameClient(client)} refuses`),
          why: `The certificate of ${failure.host} was signed by ${top === undefined ? who : `"${cut(top.issuer, 100)}"`}, a root of ${who} that ${tls.systemTrusts === true ? 'this system trusts and ' : ''}${nameClient(client)} does not${tls.systemTrusts === true ? '' : ' trust'} (${failure.code}).`,
          evidence: [
            ...failure.evidence,
            ...(top === undefined || top === tls.chain[0] ? [] : [quoteCertificate(top, tls)]),
            ...(tls.systemTrusts === undefined
              ? []
              : [{ what: "the same handshake with the system's trusted roots", quote: tls.systemTrusts ? 'accepted' : 'refused' }]),
          ],
          fixes: draftTrust(host, client, entry, `the root certificate of ${product ?? 'the network'}`),
          ...(product !== undefined && isOutside
            ? {}
            : { decisive: 'whether the same certificate is shown outside the company network or with the virus scanner off' }),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    const revocation = signsNamed(told, 'revocation');
    if (revocation.length > 0) {
      return draftHit(revocation, {
        confidence: capBeside(session, told, 'likely'),
        title: 'Windows cannot ask whether the certificate was revoked',
        why: 'The TLS library of Windows asks the issuer before it trusts a certificate, and got no answer: one made by a gateway on the way names nobody to ask, or the network blocks the question.',
        fixes: [
          tell(
            'relax-revocation',
            'Let the program go on when nobody answers',
            `curl: --ssl-revoke-best-effort; git: git config --global http.schannelCheckRevoke false; Cargo: check-revoke = false under [http].${sayReload(client)}`,
          ),
          ...draftTrust(host, client, entry, 'the root certificate of the gateway'),
        ],
        decisive: 'whether the same request succeeds with curl --ssl-revoke-best-effort',
      });
    }
    const isTls = signsNamed(told, 'issuer', 'leaf', 'chain', 'untrusted').length > 0;
    const errors = signsNamed(told, 'issuer', 'chain', 'untrusted', ...(isTls ? ['registry'] : []));
    const named = signsNamed(told, 'product', 'office');
    const isFetch = signsNamed(told, 'fetch').length > 0;
    if (errors.length === 0 && !isFetch) return [];
    if (named.length === 0 && errors.length > 0 && errors.every(({ sign }) => sign === 'untrusted')) return [];
    const product = groupOf(told, 'product');
    return draftHit([...errors, ...named, ...signsNamed(told, 'fetch')], {
      confidence: capBeside(
        session,
        told,
        named.length > 0 ||
          (isTls && signsNamed(told, 'registry').length > 0) ||
          (signsNamed(told, 'issuer').length > 0 && !told.some(({ sign }) => sign === 'leaf'))
          ? 'likely'
          : 'possible',
      ),
      title: `${product ?? 'A gateway'} opens TLS, and its root certificate is not trusted`,
      why: `The certificate was signed by a root this program does not know, as when ${product ?? 'a company gateway or virus scanner'} opens TLS on the way: the system trusts it, Node and Python bring lists of their own.`,
      fixes: draftTrust(host, client, entry, `the root certificate of ${product ?? 'the gateway'}`),
      decisive: 'the issuer of the certificate that is shown: openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -issuer',
    });
  },
});
