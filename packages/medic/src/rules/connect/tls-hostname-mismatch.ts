import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { hasTlsError, readTlsFailure } from '../tls-failure.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The certificate is for other names than the one in the URL. */
export const rule: AnyRule = defineRule({
  id: 'tls-hostname-mismatch',
  layer: 'tls',
  severity: 'blocks',
  cause: 'tls-hostname-mismatch',
  needs: [],
  uses: ['session', 'tls', 'entry', 'client'],
  signs: [
    {
      id: 'node',
      literals: ['ALTNAME_INVALID', 'altnames'],
      pattern: /\bERR_TLS_CERT_ALTNAME_INVALID\b|does not match certificate's altnames(?:: (?<reason>.{1,200}))?/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'others',
      literals: [
        'NotValidForName',
        'RemoteCertificateNameMismatch',
        'not valid for name',
        'ostname mismatch',
        'COMMON_NAME_INVALID',
        'certificate is valid for',
        'IP SANs',
        'alternative certificate subject name',
        'subject name',
        'SSLPeerUnverifiedException',
        'No subject alternative',
        "doesn't match",
        'No name matching',
        'not verified',
        'WRONG_PRINCIPAL',
        'BAD_CERT_DOMAIN',
        'not valid for any names',
        'legacy Common Name',
        'IP address mismatch',
        'CERT_E_CN_NO_MATCH',
        'unrecognized name',
        'hostname_check_failed',
        'ame in certificate',
        'ame in the certificate',
        'ertificate is for',
        'UNRECOGNIZED_NAME',
        'Fake Certificate',
        'TRAEFIK DEFAULT CERT',
      ],
      pattern: anyOf(
        near(/invalid peer certificate: /u, 20, /NotValidForName|not valid for name/u),
        /[Hh]ostname mismatch, certificate is not valid for '?(?<host>[^\s'.]{1,100}[^\s']{0,100})|ERR_CERT_COMMON_NAME_INVALID|RemoteCertificateNameMismatch|x509: certificate is valid for (?<names>.{1,200}), not (?<host2>\S{1,200})|doesn't contain any IP SANs|no alternative certificate subject name matches/u,
        near(/SSL: /u, 40, near(/subject name /u, 120, /does not match target host/u)),
        /No subject alternative (?:DNS )?names? |hostname '?(?<host3>[\w.-]{1,200})'? doesn't match|No name matching (?<host4>[\w.-]{1,200}) found|[Hh]ostname (?<host5>[\w.-]{1,200}) not verified|SEC_E_WRONG_PRINCIPAL|SSL_ERROR_BAD_CERT_DOMAIN|certificate is not valid for any names|relies on legacy Common Name|IP address mismatch, certificate is not valid|CERT_E_CN_NO_MATCH|(?:alert|tls:) unrecognized name|\bhostname_check_failed\b|\b[Nn]ame in (?:the )?certificate does not match\b|\b[Cc]ertificate is for \S{1,120}, not \S|ERR_SSL_UNRECOGNIZED_NAME|Ingress Controller Fake Certificate|TRAEFIK DEFAULT CERT/u,
      ),
      sources: PROGRAM_TEXT,
    },
    // A front end that holds no certificate for the name asked for ends the handshake with an alert of its own.
    {
      id: 'none',
      literals: ['alert internal error', 'ALERT_INTERNAL_ERROR', 'no peer certificate'],
      pattern: /\balert internal error\b|ALERT_INTERNAL_ERROR|^no peer certificate available/u,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, tls, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      if (!hasTlsError(failure, tls, 'ERR_TLS_CERT_ALTNAME_INVALID')) return [];
      const names = tls?.chain[0]?.altNames ?? [];
      const shown = names
        .map((name) => name.replace(/^(?:DNS|IP):/u, ''))
        .slice(0, 4)
        .join(', ');
      const isFirst = failure.code === 'ERR_TLS_CERT_ALTNAME_INVALID';
      const only = names.filter((name) => /^DNS:[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}$/u.test(name)).map((name) => name.slice(4));
      const wanted = only.length === 1 && names.length === 1 ? withOrigin(failure.session.url, { host: only[0] ?? '' }) : undefined;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`The certificate at ${cut(failure.host, 28)} is for another name`),
          why: `${nameClient(client)} refuses "${failure.host}": the certificate holds ${shown === '' ? 'no name' : `${cut(shown, 160)}${names.length > 4 ? ' and more' : ''}`}${isFirst ? '' : '; its issuer is not known here either'}.`,
          evidence: [...failure.evidence, { what: 'names in the certificate', quote: cut(names.join(', ') || 'none', 300) }],
          fixes: [
            ...(wanted === undefined ? [] : [draftUrlFix('use-name', `Use the name in the certificate, ${only[0] ?? ''}`, wanted, 'review', entry, client)]),
            tell(
              'name-certificate',
              'Have the name added to the certificate',
              `Issue the certificate for ${failure.host} as well (subjectAltName; addresses as IP entries), or call the server by one of its names: ${shown === '' ? 'it has none' : cut(shown, 200)}.`,
            ),
          ],
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const hasNone = told.every(({ sign }) => sign === 'none');
    const name = groupOf(told, 'host') ?? groupOf(told, 'host2') ?? groupOf(told, 'host3');
    const reason = groupOf(told, 'reason') ?? groupOf(told, 'names');
    return draftHit(told, {
      confidence: capBeside(session, told, hasNone ? 'likely' : 'confirmed'),
      title: hasNone
        ? 'The host shows no certificate for this name'
        : name === undefined
          ? 'The certificate is for another host name'
          : `The certificate is not for "${cut(name, 40)}"`,
      why: hasNone
        ? 'The TLS handshake was ended from the other side before a certificate was shown, as by a front end that has none for the host in the URL.'
        : `The host in the URL does not stand in the server's certificate${reason === undefined ? '' : ` (${cut(reason, 160)})`}.`,
      fixes: [
        tell(
          'use-name',
          'Call the server by a name in its certificate',
          'Write one of the names of the certificate into the URL; openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -ext subjectAltName lists them. Or issue the certificate for the name you use.',
        ),
      ],
      decisive: 'the subjectAltName of the certificate the host shows',
    });
  },
});
