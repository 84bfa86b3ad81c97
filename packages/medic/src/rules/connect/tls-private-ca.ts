import type { AnyRule, TlsFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, quoteTry } from '../found-elsewhere.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { isUnknownIssuer, readTlsFailure } from '../tls-failure.ts';
import { draftTrust } from '../trust-fixes.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient } from '../words.ts';

/** The certificate is self-signed or from an authority of one's own, which the client does not know. */
export const rule: AnyRule = defineRule({
  id: 'tls-private-ca',
  layer: 'tls',
  severity: 'blocks',
  cause: 'tls-private-ca',
  needs: [],
  uses: ['session', 'tls', 'network', 'neighbours', 'host', 'entry', 'client'],
  signs: [
    {
      id: 'self',
      literals: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self signed certificate', 'self-signed certificate', 'SELF_SIGNED_CERT_IN_CHAIN'],
      pattern: /DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'unknown',
      literals: [
        'unknown authority',
        'UnknownIssuer',
        'PKIX',
        'AUTHORITY_INVALID',
        'UNTRUSTED_ROOT',
        'UntrustedRoot',
        'RemoteCertificateChainErrors',
        'unknown ca',
        'UNKNOWN_CA',
        'SEC_ERROR_UNKNOWN_ISSUER',
        'not trusted',
        'CERT_E_UNTRUSTEDROOT',
        'trust relationship',
        'Trust anchor',
        'native-tls',
        'RemoteCertificateValidationCallback',
        'MOZILLA_PKIX_ERROR_SELF_SIGNED',
        'valid certification path',
        'unknown_ca',
        'Unknown CA',
        'nknown certificate authority',
        'not standards compliant',
        'CaUsedAsEndEntity',
        'to sign other certificates',
        'according to the validation procedure',
      ],
      pattern:
        /x509: certificate signed by unknown authority|invalid peer certificate: UnknownIssuer|PKIX path building failed|ERR_CERT_AUTHORITY_INVALID|SEC_E_UNTRUSTED_ROOT|alert unknown ca\b|ALERT_UNKNOWN_CA|SEC_ERROR_UNKNOWN_ISSUER|\bUntrustedRoot\b|RemoteCertificateChainErrors|issued by an authority that is not trusted|certificate is not trusted|CERT_E_UNTRUSTEDROOT|[Cc]ould not establish trust relationship|Trust anchor for certification path not found|using the `--native-tls`|rejected by the provided RemoteCertificateValidationCallback|MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT|unable to find valid certification path|:unknown_ca\b|Alert: Fatal - Unknown CA|unknown certificate authority|certificate is not standards compliant|\bCaUsedAsEndEntity\b|not authorized to sign other certificates|certificate is invalid according to the validation procedure/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'issuer',
      literals: [
        'unable to get local issuer',
        'UNABLE_TO_GET_ISSUER_CERT',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'unable to verify the first',
        'certificate unknown',
        'CERTIFICATE_UNKNOWN',
        'CERTIFICATE_VERIFY_FAILED',
        'certificate verify failed',
        'cURL error 60',
        'curl: (60)',
        'PartialChain',
        'ERR_BAD_SSL_CLIENT_AUTH',
        'NSURLErrorDomain',
        'SSL connection could not be established',
        'failed to verify certificate',
      ],
      pattern:
        /UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?\b|unable to get (?:local )?issuer certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to verify the first certificate|alert certificate unknown|ALERT_CERTIFICATE_UNKNOWN|CERTIFICATE_VERIFY_FAILED\](?!.{0,60}(?:expired|mismatch|self))|certificate verify failed(?!.{0,60}(?:expired|mismatch))|\bPartialChain\b|cURL error 60|curl: \(60\)|NSURLErrorDomain.{0,40}-1202|failed to verify certificate(?!.{0,80}(?:expired|valid for|SANs))/u,
      sources: PROGRAM_TEXT,
    },
    // A server of this machine that serves https has a certificate of its own making, and fetch does not say why it failed.
    {
      id: 'local-https',
      literals: ['https://localhost', 'https://127.0.0.1'],
      pattern: /\bhttps:\/\/(?:localhost|127\.0\.0\.1)(?::\d{2,5})?\S{0,60}: (?:TypeError: )?fetch failed/u,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, tls, network, neighbours, host, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      if (!isUnknownIssuer(failure.code) || tls?.inspectionProduct !== undefined) return [];
      const isOutside = network !== undefined && !network.isLoopback && !network.isPrivate;
      // A public host whose root only the system knows stands behind a gateway; one with a forgotten intermediate has a public root.
      if ((tls?.systemTrusts === true && isOutside) || tls?.missingIssuer !== undefined) return [];
      const isSelf = failure.code === 'DEPTH_ZERO_SELF_SIGNED_CERT';
      const top = tls?.chain.at(-1);
      const plain = findMcp(neighbours, ({ change, result }) => change === 'http' && result === 'mcp')[0];
      const isSure = isSelf || failure.code === 'SELF_SIGNED_CERT_IN_CHAIN';
      return [
        {
          confidence: isSure ? 'confirmed' : 'likely',
          title: fitTitle(`${nameClient(client)} does not trust the certificate of ${cut(failure.host, 24)}`),
          why: `The certificate of ${failure.host} is ${isSelf ? 'self-signed' : `from "${cut(top?.issuer ?? 'an unknown authority', 100)}"`}, which ${nameClient(client)} does not know (${failure.code})${sayFurtherRoots(tls)}.`,
          evidence: [
            ...failure.evidence,
            ...(tls?.systemTrusts === undefined
              ? []
              : [{ what: "the same handshake with the system's trusted roots", quote: tls.systemTrusts ? 'accepted' : 'refused' }]),
            ...(plain === undefined ? [] : [quoteTry(plain)]),
          ],
          fixes: [
            ...draftTrust(host, client, entry, isSelf ? 'this certificate' : 'the root of that authority'),
            ...(plain !== undefined && network?.isLoopback === true
              ? [draftUrlFix('use-http', 'Use http on this machine', plain.url, 'review', entry, client)]
              : []),
          ],
          ...(isSure ? {} : { decisive: 'whether the issuer is an authority of your own; a public one means that the server sends too few certificates' }),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const isSelf = signsNamed(told, 'self').length > 0;
    return draftHit(told, {
      confidence: capBeside(session, told, isSelf || signsNamed(told, 'unknown').length > 0 ? 'likely' : 'possible'),
      title: isSelf ? "The server's certificate is signed by itself or a private authority" : "The authority behind the server's certificate is not known here",
      why: 'The program does not know who signed the certificate: an authority of your own or of your company, or the server itself.',
      fixes: draftTrust(host, client, entry, 'the certificate of that authority'),
      decisive: 'the issuer of the certificate that is shown: openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -issuer',
    });
  },
});

function sayFurtherRoots(tls: TlsFacts | undefined): string {
  if (tls?.extraCaMissing !== undefined) return `; the file with further roots, ${tls.extraCaMissing}, is not there or holds no certificate`;
  return tls?.extraCaTrusts === false ? '; the file with further roots does not hold its issuer' : '';
}
