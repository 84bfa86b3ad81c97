import type { AnyRule, CertificateFacts, FixDraft, Hit, HostFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { hasTlsError, quoteCertificate, readTlsFailure } from '../tls-failure.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, tell } from '../words.ts';
import { near } from '../near.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** The certificate's time is over, or has not begun because this machine's clock is wrong. */
export const rule: AnyRule = defineRule({
  id: 'tls-cert-expired',
  layer: 'tls',
  severity: 'blocks',
  cause: 'tls-cert-expired',
  needs: [],
  uses: ['session', 'tls', 'host', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'expired',
      literals: [
        'CERT_HAS_EXPIRED',
        'NotTimeValid',
        'has expired',
        'certificate expired',
        'CertExpired',
        'CERT_DATE_INVALID',
        'CERT_EXPIRED',
        'CertificateExpired',
        'certificate: Expired',
        'EXPIRED_CERTIFICATE',
        'CERT_E_EXPIRED',
        'NotAfter',
        'certificate is expired',
        'expired certificate',
        ':certificate_expired',
        'validity check failed',
      ],
      pattern:
        /\bCERT_HAS_EXPIRED\b|\bNotTimeValid\b|certificate has expired|alert certificate expired|invalid peer certificate: (?:certificate )?[Ee]xpired|\bCertExpired\b|ERR_CERT_DATE_INVALID|SEC_E_CERT_EXPIRED|CertificateExpiredException|x509: certificate has expired|SEC_ERROR_EXPIRED_CERTIFICATE|SSL_ERROR_EXPIRED_CERT_ALERT|CERT_E_EXPIRED|NotAfter: |certificate (?:is|was|had) expired|expired (?:TLS |SSL )?certificate|:certificate_expired\b|CertPathValidatorException: validity check failed/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'early',
      literals: ['CERT_NOT_YET_VALID', 'not yet valid', 'NotValidYet'],
      pattern: /\bCERT_NOT_YET_VALID\b|certificate is not yet valid|invalid peer certificate: NotValidYet|CertificateNotYetValidException/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'refused',
      literals: ['certificate unknown', 'CERTIFICATE_UNKNOWN'],
      pattern: /alert certificate unknown|ALERT_CERTIFICATE_UNKNOWN/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'plainly',
      literals: ['ertificate'],
      pattern: near(/\b[Cc]ertificate (?:for|of) /u, 80, /\bexpired\b(?! (?:soon|in))/u),
      sources: PROGRAM_TEXT,
      loose: true,
    },
  ],

  judge({ session, tls, host, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      const isEarly = hasTlsError(failure, tls, 'CERT_NOT_YET_VALID');
      if (!isEarly && !hasTlsError(failure, tls, 'CERT_HAS_EXPIRED')) return [];
      const culprit = tls?.chain.find((one) => (isEarly ? isLater(one.validFrom, host?.now) : isLater(host?.now, one.validTo))) ?? tls?.chain[0];
      const date = (isEarly ? culprit?.validFrom : culprit?.validTo)?.slice(0, 10);
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(isEarly ? `The certificate of ${cut(failure.host, 30)} is not valid yet` : `The certificate of ${cut(failure.host, 30)} has expired`),
          why: `${nameClient(client)} refuses ${failure.host} (${failure.code}): ${culprit === undefined ? 'its certificate' : `"${cut(culprit.subject, 80)}"`} ${isEarly ? 'is valid from' : 'was valid until'} ${date ?? 'another day'}${host === undefined ? '' : `, and this machine's clock says ${host.now.slice(0, 10)}`}.`,
          evidence: [
            ...failure.evidence,
            ...(culprit === undefined || culprit === tls?.chain[0] ? [] : [quoteCertificate(culprit, tls)]),
            ...(host === undefined ? [] : [{ what: 'the clock of this machine', quote: host.now }]),
          ],
          fixes: isEarly ? [setClock(host), renew()] : [renew(), setClock(host)],
        },
      ];
    }
    const soon = session === undefined || !isRemote(session) ? undefined : judgeSoon(tls?.error === undefined ? tls?.chain[0] : undefined, tls, host, entry);
    if (soon !== undefined) return [soon];
    const told = isRemote(session) || session?.outcome.kind === 'connected' ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const isEarly = signsNamed(told, 'early').length > 0 && signsNamed(told, 'expired').length === 0;
    const isSaid = isEarly || signsNamed(told, 'expired', 'plainly').length > 0;
    const isPlain = signsNamed(told, 'plainly').length === told.length;
    return draftHit(told, {
      confidence: capBeside(session, told, isPlain ? 'likely' : isSaid ? 'confirmed' : 'possible'),
      title: isSaid ? `The server's certificate ${isEarly ? 'is not valid yet' : 'has expired'}` : 'A client refused the certificate of the server',
      why: isSaid
        ? `The TLS handshake ended because the certificate's time ${isEarly ? 'has not begun, or the clock is wrong' : 'is over'}.`
        : 'The other side of the TLS handshake refused the certificate; an expired one is a usual reason.',
      fixes: isEarly ? [setClock(host), renew()] : [renew(), setClock(host)],
      decisive: 'the dates of the certificate: openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -dates',
    });
  },
});

/** A certificate that works today: a fact worth knowing shortly before its end. */
function judgeSoon(
  leaf: CertificateFacts | undefined,
  place: Parameters<typeof quoteCertificate>[1],
  host: HostFacts | undefined,
  entry: Parameters<typeof nameServer>[0],
): Hit | undefined {
  if (leaf === undefined || host === undefined) return undefined;
  const days = Math.floor((Date.parse(leaf.validTo) - Date.parse(host.now)) / DAY_MS);
  if (!(days >= 0 && days <= SOON_DAYS)) return undefined;
  return {
    confidence: 'confirmed',
    severity: 'risk',
    title: fitTitle(`The certificate of ${nameServer(entry)} ends in ${days} ${days === 1 ? 'day' : 'days'}`),
    why: `The certificate of ${place?.host ?? 'the server'} is valid until ${leaf.validTo.slice(0, 10)}; after that no client connects.`,
    evidence: [quoteCertificate(leaf, place)],
    fixes: [renew()],
  };
}

function isLater(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && Date.parse(one) > Date.parse(other);
}

function renew(): FixDraft {
  return tell(
    'renew-certificate',
    'Have the certificate renewed',
    'If the server is yours: renew it (certbot renew, caddy reload, the console of the hoster) and restart the server, because many read it only once. If it is not: tell the operator. Do not switch verification off (NODE_TLS_REJECT_UNAUTHORIZED=0): everybody on the way could read your token.',
  );
}

function setClock(host: HostFacts | undefined): FixDraft {
  const how: Readonly<Record<HostFacts['platform'], string>> = {
    darwin: 'sudo sntp -sS time.apple.com',
    linux: 'sudo timedatectl set-ntp true',
    win32: 'w32tm /resync (as administrator)',
  };
  return tell(
    'set-clock',
    "Check this machine's clock",
    `A wrong date makes valid certificates look expired. ${host === undefined ? 'Switch automatic time on in the system settings.' : `Set it: ${how[host.platform]}.`}${host?.isWsl === true ? ' In WSL, run "wsl --shutdown" in Windows after sleep.' : ''}`,
  );
}
