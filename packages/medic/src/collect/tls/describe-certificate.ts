import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../model/index.ts';

const MAX_TEXT = 300;
const MAX_NAMES = 50;

/** The public facts of a certificate in DER; undefined when it cannot be read. Text is the peer's own, cut, not cleaned. */
export function describeCertificate(der: Uint8Array): CertificateFacts | undefined {
  try {
    const certificate = new X509Certificate(der);
    const issuerUrl = /^CA Issuers - URI:(\S{1,300})$/m.exec(certificate.infoAccess ?? '')?.[1];
    return {
      subject: formatName(certificate.subject),
      issuer: formatName(certificate.issuer),
      altNames: splitAltNames(certificate.subjectAltName ?? ''),
      validFrom: formatInstant(certificate.validFrom),
      validTo: formatInstant(certificate.validTo),
      selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
      isCa: certificate.ca,
      fingerprint256: certificate.fingerprint256,
      ...(issuerUrl === undefined ? {} : { issuerUrl }),
    };
  } catch {
    return undefined;
  }
}

/** Node prints one attribute per line; people read `CN=x, O=y`. */
function formatName(name: string | undefined): string {
  return (name ?? '').split('\n').toReversed().join(', ').replaceAll('\\,', ',').slice(0, MAX_TEXT);
}

function splitAltNames(text: string): readonly string[] {
  return text === '' ? [] : text.split(', ', MAX_NAMES).map((name) => name.replace(/^IP Address:/, 'IP:').slice(0, MAX_TEXT));
}

function formatInstant(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text.slice(0, MAX_TEXT) : at.toISOString();
}
