import { createAuthority, createSelfSigned, issueCertificate } from './certificates.ts';

/** What is wrong with a test server's certificate, if anything. The authority is made anew in each run and trusted by nobody. */
export type CertificateKind =
  | 'self-signed'
  | 'private-ca'
  | 'expired'
  | 'expires-soon'
  | 'wrong-host'
  | 'incomplete-chain'
  | 'full-chain'
  | 'inspection'
  | 'old-protocol';

export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  /** The root a client has to trust for this server, PEM. */
  readonly root: string;
  readonly maxVersion?: 'TLSv1.1' | 'TLSv1.2';
  readonly minVersion?: 'TLSv1' | 'TLSv1.2';
  readonly ciphers?: string;
}

const DAY_MS = 86_400_000;
const DAYS_LEFT: Readonly<Partial<Record<CertificateKind, number>>> = { expired: -3, 'expires-soon': 5 };
const LOOPBACK = ['DNS:localhost', 'IP:127.0.0.1'];

/** Key and chain for a server of the given kind; certificates are valid for a year before and after now, unless their kind says otherwise. */
export function tlsMaterial(kind: CertificateKind): TlsMaterial {
  const notBefore = new Date(Date.now() - 365 * DAY_MS);
  const notAfter = new Date(Date.now() + (DAYS_LEFT[kind] ?? 365) * DAY_MS);
  const authority = createAuthority({ commonName: kind === 'inspection' ? 'Zscaler Root CA' : 'Example Corp Root CA' });
  const root = authority.cert;
  if (kind === 'incomplete-chain' || kind === 'full-chain') {
    const middle = issueCertificate(authority, { commonName: 'Example Intermediate CA', altNames: [], notBefore, notAfter, isCa: true });
    const { key, cert } = issueCertificate(middle, { commonName: 'localhost', altNames: LOOPBACK, notBefore, notAfter });
    return { key, cert: kind === 'full-chain' ? `${cert}${middle.cert}` : cert, root };
  }
  const subject = { commonName: 'localhost', altNames: kind === 'wrong-host' ? ['DNS:internal.example.com'] : LOOPBACK, notBefore, notAfter };
  if (kind === 'self-signed') {
    const { key, cert } = createSelfSigned(subject);
    return { key, cert, root: cert };
  }
  const issued = issueCertificate(authority, subject);
  const chain = { key: issued.key, cert: `${issued.cert}${root}`, root };
  return kind === 'old-protocol' ? { ...chain, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } : chain;
}
