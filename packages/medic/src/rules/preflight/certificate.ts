import type { AnyPreflightCheck, CertificateFacts } from '../../model/index.ts';
import { fail, notApplicable, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

const DAY_MS = 86_400_000;

export const CERTIFICATE_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.certificate-trusted',
    item: 'certificate',
    title: 'Shows a certificate for its name that clients trust',
    why: 'Clients on Node trust the bundled roots only; a private or incomplete chain ends the connection before a byte of MCP.',
    fix: 'Install a certificate for this host name from a public authority, with its whole chain.',
    transports: ['http', 'sse'],
    needs: 'certificate',
    judge({ host, port, error: first, chain, protocol, extraCaTrusts, nextError }, { url, isLoopback }) {
      if (url?.startsWith('http:') === true)
        return isLoopback
          ? notApplicable('plain HTTP on loopback has no certificate')
          : fail({ what: 'the address is plain HTTP: everybody on the way reads and changes what is sent', where: url });
      const where = `${host}:${port}`;
      // With the roots that the user has added for this client, only what is wrong besides the issuer counts.
      const error = extraCaTrusts === true ? nextError : first;
      if (error !== undefined) {
        if (chain.length === 0 && /^(?:ECONN|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET)/.test(error.code))
          return notTested(`no TLS connection could be made: ${error.code}`);
        return fail({ what: 'the certificate was refused', where, quote: `${error.code}: ${error.message}` });
      }
      const [leaf] = chain;
      return passWith({
        what: `trusted, over ${protocol ?? 'TLS'}`,
        where,
        ...(leaf === undefined ? {} : { quote: `${leaf.subject}, issued by ${leaf.issuer}` }),
      });
    },
  }),
  definePreflightCheck({
    id: 'pre.certificate-life',
    item: 'certificate',
    title: 'Has a certificate that stays valid long enough to be renewed in time',
    why: 'A certificate nobody renewed takes every client down on the same second.',
    fix: 'Renew the certificate now and let a timer do it from here on, when a third of its life is left.',
    transports: ['http', 'sse'],
    needs: 'certificate',
    judge({ host, port, chain }, { url, now, certificateDays }) {
      if (url?.startsWith('http:') === true) return notApplicable('plain HTTP has no certificate');
      if (chain.length === 0) return notTested('no certificate was seen');
      const first = chain.toSorted((a, b) => Date.parse(a.validTo) - Date.parse(b.validTo))[0] as CertificateFacts;
      const leftDays = (Date.parse(first.validTo) - Date.parse(now)) / DAY_MS;
      // Certificates that live for days only are renewed when a third is left.
      const neededDays = Math.min(certificateDays, (Date.parse(first.validTo) - Date.parse(first.validFrom)) / DAY_MS / 3);
      const evidence = {
        what: `${leftDays.toFixed(1)} days left, at least ${neededDays.toFixed(1)} are wanted`,
        where: `${host}:${port}`,
        quote: `${first.subject}: valid until ${first.validTo}`,
      };
      return leftDays >= neededDays ? passWith(evidence) : fail(evidence);
    },
  }),
];
