import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

import {
  encodeBitString,
  encodeBoolean,
  encodeContext,
  encodeInteger,
  encodeOctetString,
  encodeOid,
  encodeSequence,
  encodeSet,
  encodeTime,
  encodeUtf8String,
  readContent,
} from './der.ts';

/** A certificate with its private key, both PEM. With `isCa` it can sign others. */
export interface IssuedCertificate {
  readonly commonName: string;
  readonly organization?: string;
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWish {
  readonly commonName: string;
  readonly organization?: string;
  /** `DNS:localhost`, `IP:127.0.0.1`, `IP:::1`. */
  readonly altNames?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly isCa?: boolean;
  /** Address of the issuer's certificate, written into the authority information access extension. */
  readonly issuerUrl?: string;
}

const DAY_MS = 86_400_000;
const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  altName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  authorityInfo: '1.3.6.1.5.5.7.1.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
} as const;

/** A root: self-signed and allowed to sign. */
export function createAuthority(wish: Omit<CertificateWish, 'isCa' | 'altNames'>): IssuedCertificate {
  return createSelfSigned({ ...wish, isCa: true });
}

/** A certificate that vouches for itself: a root with `isCa`, otherwise the kind people make for local servers. */
export function createSelfSigned(wish: CertificateWish): IssuedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return buildCertificate(wish, publicKey, privateKey, { name: wish, key: privateKey, publicKey });
}

/** Signs a certificate with `authority`. With `isCa` the result is an intermediate. */
export function issueCertificate(authority: IssuedCertificate, wish: CertificateWish): IssuedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = createPrivateKey(authority.key);
  return buildCertificate(wish, publicKey, privateKey, { name: authority, key, publicKey: createPublicKey(key) });
}

interface Signer {
  readonly name: { readonly commonName: string; readonly organization?: string };
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

function buildCertificate(wish: CertificateWish, publicKey: KeyObject, privateKey: KeyObject, signer: Signer): IssuedCertificate {
  const notBefore = wish.notBefore ?? new Date(Date.now() - DAY_MS);
  const notAfter = wish.notAfter ?? new Date(Date.now() + 30 * DAY_MS);
  const algorithm = encodeSequence(encodeOid(OID.ecdsaWithSha256));
  const serial = randomBytes(12);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const body = encodeSequence(
    encodeContext(0, true, encodeInteger(Buffer.from([2]))),
    encodeInteger(serial),
    algorithm,
    encodeName(signer.name),
    encodeSequence(encodeTime(notBefore), encodeTime(notAfter)),
    encodeName(wish),
    publicKey.export({ type: 'spki', format: 'der' }),
    encodeContext(3, true, encodeSequence(...encodeExtensions(wish, publicKey, signer.publicKey))),
  );
  const certificate = encodeSequence(body, algorithm, encodeBitString(sign('sha256', body, signer.key)));
  return {
    commonName: wish.commonName,
    ...(wish.organization === undefined ? {} : { organization: wish.organization }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: encodePem(certificate),
  };
}

function encodeExtensions(wish: CertificateWish, publicKey: KeyObject, signerKey: KeyObject): Buffer[] {
  const isCa = wish.isCa === true;
  // Bits 5 and 6 (keyCertSign, cRLSign) for authorities, bit 0 (digitalSignature) for servers.
  const usage = isCa ? encodeBitString(Buffer.from([0x06]), 1) : encodeBitString(Buffer.from([0x80]), 7);
  const list = [
    encodeExtension(OID.basicConstraints, true, isCa ? encodeSequence(encodeBoolean(true)) : encodeSequence()),
    encodeExtension(OID.keyUsage, true, usage),
    encodeExtension(OID.subjectKeyId, false, encodeOctetString(hashKey(publicKey))),
    encodeExtension(OID.authorityKeyId, false, encodeSequence(encodeContext(0, false, hashKey(signerKey)))),
  ];
  if (!isCa) list.push(encodeExtension(OID.extendedKeyUsage, false, encodeSequence(encodeOid(OID.serverAuth))));
  const altNames = wish.altNames ?? [];
  if (altNames.length > 0) list.push(encodeExtension(OID.altName, false, encodeSequence(...altNames.map(encodeAltName))));
  if (wish.issuerUrl !== undefined) {
    const location = encodeContext(6, false, Buffer.from(wish.issuerUrl, 'latin1'));
    list.push(encodeExtension(OID.authorityInfo, false, encodeSequence(encodeSequence(encodeOid(OID.caIssuers), location))));
  }
  return list;
}

function encodeExtension(oid: string, critical: boolean, value: Buffer): Buffer {
  return encodeSequence(encodeOid(oid), ...(critical ? [encodeBoolean(true)] : []), encodeOctetString(value));
}

function encodeName(name: { readonly commonName: string; readonly organization?: string }): Buffer {
  const part = (oid: string, text: string): Buffer => encodeSet(encodeSequence(encodeOid(oid), encodeUtf8String(text)));
  return encodeSequence(...(name.organization === undefined ? [] : [part(OID.organization, name.organization)]), part(OID.commonName, name.commonName));
}

function encodeAltName(altName: string): Buffer {
  const colon = altName.indexOf(':');
  const [kind, value] = [altName.slice(0, colon), altName.slice(colon + 1)];
  if (kind === 'DNS') return encodeContext(2, false, Buffer.from(value, 'latin1'));
  if (kind === 'IP') return encodeContext(7, false, encodeAddress(value));
  throw new Error(`alternative name "${altName}" starts with neither DNS: nor IP:`);
}

function encodeAddress(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  if (isIP(address) !== 6) throw new Error(`"${address}" is no IP address`);
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: address.includes('::') ? missing : 0 }, () => '0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

/** SHA-1 over the key bits, the usual key identifier (RFC 5280, 4.2.1.2). */
function hashKey(publicKey: KeyObject): Buffer {
  const spki = readContent(publicKey.export({ type: 'spki', format: 'der' }));
  const algorithmLength = 2 + (spki[1] ?? 0);
  return createHash('sha1')
    .update(readContent(spki.subarray(algorithmLength)).subarray(1))
    .digest();
}

function encodePem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
