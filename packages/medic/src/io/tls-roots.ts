import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';

/** Certificates of a trust store as PEM, and what a "no" from it is worth. */
export interface RootStore {
  readonly from: string;
  readonly pem: readonly string[];
  /** False for a file that may hold less than the system really trusts, so that only its "yes" counts. */
  readonly complete: boolean;
}

/** Where Linux distributions and BSDs keep the system's roots in one file. */
const BUNDLE_FILES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem'];
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_CERTIFICATES = 2000;

/** Node's own roots, whatever NODE_EXTRA_CA_CERTS of our own process adds. */
export function bundledRoots(): RootStore {
  return { from: "Node's bundled roots", pem: tls.rootCertificates, complete: true };
}

/** The system's trust store, or undefined when this Node and this system offer no way to read it. */
export async function readSystemRoots(): Promise<RootStore | undefined> {
  // Present from 22.15 and 23.10 on; the types here are those of Node 20.
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read === 'function') return readFromNode(() => read('system'));
  for (const path of BUNDLE_FILES) {
    const pem = await readCertificates(path);
    // On macOS the file is LibreSSL's; roots an administrator added stand in the keychain only.
    if (pem !== undefined && pem.length > 0) return { from: path, pem, complete: process.platform !== 'darwin' };
  }
  return undefined;
}

/** The PEM certificates of a file; undefined when it cannot be read or is too large. */
export async function readCertificates(path: string): Promise<readonly string[] | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return undefined;
    return splitPem(await readFile(path, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Organisation names of the roots, in lower case. */
export function readOrganizations(pem: readonly string[]): ReadonlySet<string> {
  const names = pem.flatMap((one) => {
    try {
      const subject = new X509Certificate(one).subject.split('\n');
      return subject.flatMap((part) => (part.startsWith('O=') ? [part.slice(2).replaceAll('\\,', ',').toLowerCase()] : []));
    } catch {
      return [];
    }
  });
  return new Set(names);
}

function readFromNode(read: () => unknown): RootStore | undefined {
  try {
    const found = read();
    const pem = Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
    return { from: "the system's trust store", pem, complete: true };
  } catch {
    return undefined;
  }
}

function splitPem(text: string): readonly string[] {
  const end = '-----END CERTIFICATE-----';
  const parts = text.split(end, MAX_CERTIFICATES + 1);
  // Nothing ends after the last mark.
  return parts.slice(0, -1).flatMap((part) => {
    const start = part.indexOf('-----BEGIN CERTIFICATE-----');
    return start === -1 ? [] : [`${part.slice(start)}${end}\n`];
  });
}
