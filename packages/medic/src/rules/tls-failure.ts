import type { CertificateFacts, EvidenceItem, HttpSession, StdioSession, TlsFacts } from '../model/index.ts';
import { quoteExchange, readHttpFailure } from './http-failure.ts';
import { cut } from './words.ts';

/** A session that ended in the TLS handshake. */
export interface TlsFailure {
  readonly session: HttpSession;
  readonly code: string;
  readonly message: string;
  /** Host name as dialled. */
  readonly host: string;
  readonly evidence: readonly EvidenceItem[];
}

/** Codes that say: the issuer is not known here. */
const UNKNOWN_ISSUER = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);

export function readTlsFailure(session: StdioSession | HttpSession | undefined, tls: TlsFacts | undefined): TlsFailure | undefined {
  const failure = readHttpFailure(session);
  if (failure === undefined || failure.stage !== 'tls') return undefined;
  const error = failure.exchange?.error?.phase === 'tls' ? failure.exchange.error : tls?.error;
  if (error === undefined) return undefined;
  const host = tls?.host ?? (URL.canParse(failure.session.url) ? new URL(failure.session.url).hostname : failure.session.url);
  const leaf = tls?.chain[0];
  return {
    session: failure.session,
    code: error.code,
    message: error.message,
    host,
    evidence: [...(failure.exchange === undefined ? [] : [quoteExchange(failure.exchange)]), ...(leaf === undefined ? [] : [quoteCertificate(leaf, tls)])],
  };
}

export function isUnknownIssuer(code: string): boolean {
  return UNKNOWN_ISSUER.has(code);
}

/** What the handshake reports first, or would once the issuer is trusted. */
export function hasTlsError(failure: TlsFailure, tls: TlsFacts | undefined, ...codes: readonly string[]): boolean {
  return codes.includes(failure.code) || (tls?.nextError !== undefined && codes.includes(tls.nextError.code));
}

export function quoteCertificate(
  { subject, issuer, validFrom, validTo, fingerprint256 }: CertificateFacts,
  place: { readonly host: string; readonly port: number } | undefined,
): EvidenceItem {
  return {
    what: 'the certificate that was shown',
    ...(place === undefined ? {} : { where: `${place.host}:${place.port}` }),
    quote: `${cut(subject, 80)}; issued by ${cut(issuer, 80)}; valid ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}; SHA-256 ${fingerprint256.slice(0, 23)}…`,
  };
}
