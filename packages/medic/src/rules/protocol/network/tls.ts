import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, Judgement, ReachFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';

type Tls = NonNullable<ReachFacts['tls']>;

const COMMON = { group: 'network', level: 'practice', transports: ['http', 'sse'], withoutLogin: true, needs: ['reach'] } as const;
const HOST_CODE = 'ERR_TLS_CERT_ALTNAME_INVALID';
const DATE_CODES: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const SOON_DAYS = 14;

const protocol: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-protocol',
  title: 'Speaks TLS 1.2 or newer',
  why: 'Clients on current runtimes refuse older protocols before anything is said.',
  fix: 'Enable TLS 1.2 and 1.3 on the server or the proxy before it.',
  judge: ({ reach }) =>
    judgeTls(reach, (tls) => {
      if (tls.onlyOldProtocol !== undefined) return fail({ what: `the server speaks ${tls.onlyOldProtocol} at most`, ...quoteError(tls) });
      return tls.protocol === undefined ? notTested(`the TLS handshake did not end: ${tls.error?.code ?? 'unknown'}`) : PASS;
    }),
});

const trust: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-trust',
  title: 'Has a certificate from an issuer that clients trust',
  why: 'Clients end the connection on a self-signed certificate or a private authority, and say little about it.',
  fix: 'Install a certificate of a public authority, or give clients the private root (NODE_EXTRA_CA_CERTS).',
  judge: ({ reach }) =>
    judgeChain(reach, (tls) => {
      if (tls.error === undefined || tls.error.code === HOST_CODE || DATE_CODES.includes(tls.error.code)) return PASS;
      if (tls.missingIssuer !== undefined) return notTested('the chain is incomplete, see net.tls-chain');
      if (tls.extraCaTrusts === true) return PASS;
      const issuer = `${quoteLeaf(tls)}${tls.inspectionProduct === undefined ? '' : `; ${tls.inspectionProduct} inspects TLS on the way`}`;
      if (tls.systemTrusts === true)
        return warn({ what: 'only the system trusts the issuer, not the list that Node brings along', quote: `${tls.error.code}; ${issuer}` });
      return fail({ what: 'the certificate is from nobody that clients trust', quote: `${tls.error.code}; ${issuer}` });
    }),
});

const chain: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-chain',
  title: 'Sends the certificates between its own and the root',
  why: 'Browsers find a missing intermediate by themselves, other clients do not: it works in the browser and nowhere else.',
  fix: 'Install the full chain on the server: its own certificate followed by the intermediates.',
  judge: ({ reach }) =>
    judgeChain(reach, (tls) =>
      tls.missingIssuer === undefined ? PASS : fail({ what: `the certificate of its issuer is missing: ${tls.missingIssuer}`, quote: quoteLeaf(tls) }),
    ),
});

const host: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-host',
  title: 'Has a certificate for the host name of the URL',
  why: 'Clients refuse a certificate that was made out to another name.',
  fix: 'Use a host name that stands in the certificate, or have one made out to this name.',
  judge: ({ reach }) =>
    judgeChain(reach, (tls) => {
      if (tls.error?.code === HOST_CODE || tls.nextError?.code === HOST_CODE)
        return fail({ what: `the certificate is not made out to ${tls.host}`, quote: `made out to ${tls.chain[0]?.altNames.join(', ') ?? ''}` });
      // OpenSSL stops at the first fault of the chain and compares no name then; a store that knows the issuer got to the end.
      const isCompared = tls.error === undefined || (tls.nextError === undefined && (tls.extraCaTrusts === true || tls.systemTrusts === true));
      return isCompared ? PASS : notTested(`the name was not compared, because of ${tls.error.code}`);
    }),
});

const dates: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-dates',
  title: 'Has a certificate that is valid today',
  why: 'From the day a certificate expires, no client connects any more.',
  fix: 'Renew the certificate, and see why it was not renewed by itself.',
  judge: ({ reach }) =>
    judgeChain(reach, (tls) => {
      const [leaf] = tls.chain;
      const { daysLeft, daysUntilValid } = tls;
      if (daysLeft === undefined || daysUntilValid === undefined || leaf === undefined) return notTested('the dates of the certificate cannot be read');
      if (daysLeft < 0) return fail({ what: `the certificate expired ${-daysLeft} days ago`, quote: `valid to ${leaf.validTo}` });
      if (daysUntilValid >= 0)
        return fail({ what: 'the certificate is not valid yet; or the clock of this machine is wrong', quote: `valid from ${leaf.validFrom}` });
      const code = tls.error?.code ?? tls.nextError?.code ?? '';
      return DATE_CODES.includes(code) ? fail({ what: 'a certificate above the server\u2019s own is not valid today', ...quoteError(tls) }) : PASS;
    }),
});

const soon: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tls-renewal',
  title: `Has a certificate that is valid for ${SOON_DAYS} days more`,
  why: 'Certificates that renew themselves do so weeks before; one that has not will stop working.',
  fix: 'Renew the certificate now.',
  judge: ({ reach }) =>
    judgeChain(reach, ({ daysLeft, chain: [leaf] }) => {
      if (daysLeft === undefined) return notTested('the dates of the certificate cannot be read');
      if (daysLeft < 0) return notTested('it has expired, see net.tls-dates');
      return daysLeft >= SOON_DAYS ? PASS : warn({ what: `the certificate expires in ${daysLeft} days`, quote: `valid to ${leaf?.validTo ?? ''}` });
    }),
});

export const checks: readonly AnyCheck[] = [protocol, trust, chain, host, dates, soon];

function judgeTls({ tls }: ReachFacts, judge: (tls: Tls) => Judgement): Judgement {
  return tls === undefined ? notApplicable('the URL does not start with https:') : judge(tls);
}

function judgeChain(reach: ReachFacts, judge: (tls: Tls) => Judgement): Judgement {
  return judgeTls(reach, (tls) => {
    if (tls.onlyOldProtocol !== undefined) return notTested('clients do not get as far as the certificate, see net.tls-protocol');
    return tls.chain.length === 0 ? notTested(`no certificate was seen: ${tls.error?.code ?? 'unknown'}`) : judge(tls);
  });
}

function quoteLeaf({ chain: [leaf] }: Tls): string {
  return leaf === undefined ? '' : `subject ${leaf.subject}, issuer ${leaf.issuer}${leaf.selfSigned ? ' (self-signed)' : ''}`;
}

function quoteError({ error }: Tls): Pick<EvidenceItem, 'quote'> {
  return error === undefined ? {} : { quote: `${error.code}: ${error.message}` };
}
