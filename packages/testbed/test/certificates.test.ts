import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';

import { createAuthority, createSelfSigned, issueCertificate } from '../src/certificates.ts';
import type { IssuedCertificate } from '../src/certificates.ts';

const LOCAL = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1'];
const HOUR_MS = 3_600_000;

/** Real handshake on loopback; the code of the verification error, or `ok`. */
async function shakeHands(server: { key: string; cert: string }, ca: readonly string[], servername: string = 'localhost'): Promise<string> {
  const listener = createServer({ key: server.key, cert: server.cert }, (socket) => socket.end());
  listener.on('tlsClientError', () => undefined);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    return await new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: port ?? 0, servername, ca: [...ca] });
      socket.once('secureConnect', () => resolve('ok'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      socket.once('close', () => socket.destroy());
    });
  } finally {
    listener.close();
  }
}

describe('certificates made in process', () => {
  const root = createAuthority({ commonName: 'Testbed Root', organization: 'Testbed' });
  const intermediate = issueCertificate(root, { commonName: 'Testbed Issuing CA', organization: 'Testbed', isCa: true });
  const leaf = issueCertificate(root, { commonName: 'localhost', altNames: LOCAL });
  const below = issueCertificate(intermediate, { commonName: 'localhost', altNames: LOCAL });
  const withChain = (one: IssuedCertificate, ...more: readonly IssuedCertificate[]): { key: string; cert: string } => ({
    key: one.key,
    cert: [one, ...more].map((c) => c.cert).join(''),
  });

  it.each([
    ['a valid leaf', leaf, [root.cert], 'ok'],
    ['a leaf below an intermediate that is sent', withChain(below, intermediate), [root.cert], 'ok'],
    ['an incomplete chain', below, [root.cert], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['a private CA', withChain(leaf, root), [], 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['a self-signed leaf', createSelfSigned({ commonName: 'localhost', altNames: LOCAL }), [], 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'an expired leaf',
      issueCertificate(root, {
        commonName: 'localhost',
        altNames: LOCAL,
        notBefore: new Date(Date.now() - 2 * HOUR_MS),
        notAfter: new Date(Date.now() - HOUR_MS),
      }),
      [root.cert],
      'CERT_HAS_EXPIRED',
    ],
    [
      'a leaf of tomorrow',
      issueCertificate(root, { commonName: 'localhost', altNames: LOCAL, notBefore: new Date(Date.now() + HOUR_MS) }),
      [root.cert],
      'CERT_NOT_YET_VALID',
    ],
    ['a wrong host', issueCertificate(root, { commonName: 'other.example', altNames: ['DNS:other.example'] }), [root.cert], 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s', async (_name, server, ca, expected) => {
    expect(await shakeHands(server, ca)).toBe(expected);
  });

  it('writes addresses, dates after 2049 and the issuer address so that others read them back', () => {
    const cert = new X509Certificate(
      issueCertificate(root, {
        commonName: 'x',
        altNames: ['IP:fe80::1:2', 'IP:10.0.0.7'],
        notAfter: new Date('2061-05-06T07:08:09Z'),
        issuerUrl: 'http://ca.example/issuer.der',
      }).cert,
    );
    expect(cert.subjectAltName).toBe('IP Address:FE80:0:0:0:0:0:1:2, IP Address:10.0.0.7');
    expect(new Date(cert.validTo).toISOString()).toBe('2061-05-06T07:08:09.000Z');
    expect(cert.infoAccess).toContain('http://ca.example/issuer.der');
    expect(cert.issuer).toBe('O=Testbed\nCN=Testbed Root');
    expect(cert.ca).toBe(false);
  });
});
