import { bareHost, portOf } from '../../io/http-connect.ts';
import { chooseProxy } from '../../io/proxy.ts';
import { bundledRoots, readCertificates, readOrganizations, readSystemRoots } from '../../io/tls-roots.ts';
import type { RootStore } from '../../io/tls-roots.ts';
import { shakeHands } from '../../io/tls.ts';
import type { Handshake, HandshakeWish } from '../../io/tls.ts';
import type { CertificateFacts, ClientDefinition, TlsFacts } from '../../model/index.ts';
import { describeCertificate } from './describe-certificate.ts';
import { findInspectionProduct } from './inspection-products.ts';

export interface TlsOptions {
  readonly proxyEnv?: Readonly<Record<string, string | undefined>>;
  readonly definition?: Pick<ClientDefinition, 'http'>;
  /** File named by NODE_EXTRA_CA_CERTS or the client's own variable for more roots. */
  readonly extraCaFile?: string;
  /** For each handshake. */
  readonly totalMs?: number;
  /** Where to read the system's roots; tests give their own. */
  readonly readSystem?: () => Promise<RootStore | undefined>;
}

/** Codes for which it matters whose roots were asked. The others say that the peer speaks something else altogether. */
const TRUST_CODES = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);

/** Alerts and errors of a peer that found no common protocol version or cipher. Some peers just close. */
const VERSION_CODES =
  /^(?:ERR_SSL_\w*(?:UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|NO_PROTOCOLS|VERSION_TOO_LOW|NO_SHARED_CIPHER)\w*|EPROTO|ECONNRESET)$/;

/**
 * Public issuers whose organisation name no root in Node's list carries (list of Node 20 looked through 2026-11-21), so that a
 * missing intermediate of theirs can be told from a private CA.
 */
const PUBLIC_ISSUERS = new Set(["let's encrypt", 'zerossl', 'google trust services', 'cloudflare, inc.', 'apple inc.', 'gandi', 'gandi sas']);

/**
 * Looks at the certificate of an https address: `error` is what this client's own trust store makes of it, the other stores at
 * hand are asked when it does not know the issuer. Nothing is sent after the handshake. Never throws.
 */
export async function collectTls(url: URL, options: TlsOptions = {}): Promise<TlsFacts> {
  const { definition } = options;
  const choice = definition === undefined ? undefined : chooseProxy(url, options.proxyEnv ?? {}, definition.http.proxy);
  const proxy = choice !== undefined && 'url' in choice ? { proxy: choice.url } : {};
  const base = { url, ...proxy, totalMs: options.totalMs ?? 10_000 };
  const roots = await rootsOfClient(options);
  const place = { host: bareHost(url), port: portOf(url) };

  const verified = await shakeHands({ ...base, roots, strict: true });
  if (verified.fault === undefined) return { ...place, ...protocolOf(verified), chain: describeChain(verified) };
  const error = { code: verified.fault.code, message: verified.fault.message };
  if (verified.fault.phase !== 'tls' || error.code === 'ETIMEDOUT') return { ...place, error, chain: [] };

  const lenient = await shakeHands({ ...base, roots, strict: false });
  const chain = describeChain(lenient);
  const product = findInspectionProduct(chain);
  const stores = TRUST_CODES.has(error.code) ? await askStores(base, options) : {};
  const issuer = chain.length > 0 && TRUST_CODES.has(error.code) ? findMissingIssuer(chain, stores) : undefined;
  const nextError = stores.extra?.nextError ?? stores.system?.nextError;
  const old =
    lenient.protocol === undefined && VERSION_CODES.test(error.code) ? await shakeHands({ ...base, roots, strict: false, oldProtocols: true }) : undefined;
  return {
    ...place,
    ...protocolOf(lenient),
    error,
    chain: chain.length > 0 || old === undefined ? chain : describeChain(old),
    ...(stores.system === undefined ? {} : { systemTrusts: stores.system.trusts }),
    ...(stores.extra === undefined ? {} : { extraCaTrusts: stores.extra.trusts }),
    ...(stores.missing === undefined ? {} : { extraCaMissing: stores.missing }),
    ...(nextError === undefined ? {} : { nextError }),
    ...(old?.protocol === 'TLSv1' || old?.protocol === 'TLSv1.1' ? { onlyOldProtocol: old.protocol } : {}),
    ...(issuer === undefined ? {} : { missingIssuer: issuer }),
    ...(product === undefined ? {} : { inspectionProduct: product }),
  };
}

interface Answer {
  readonly trusts: boolean;
  readonly pem: readonly string[];
  readonly nextError?: { readonly code: string; readonly message: string };
}

interface Stores {
  readonly system?: Answer;
  readonly extra?: Answer;
  /** The file with further roots that could not be read, or holds none. */
  readonly missing?: string;
}

type Base = Pick<HandshakeWish, 'url' | 'proxy' | 'totalMs'>;

async function rootsOfClient(options: TlsOptions): Promise<readonly string[]> {
  const trust = options.definition?.http.trust;
  if (trust !== 'system' && trust !== 'bundled+system') return bundledRoots().pem;
  const system = await (options.readSystem ?? readSystemRoots)();
  if (system === undefined) return bundledRoots().pem;
  return trust === 'system' ? system.pem : [...bundledRoots().pem, ...system.pem];
}

async function askStores(base: Base, options: TlsOptions): Promise<Stores> {
  const store = await (options.readSystem ?? readSystemRoots)();
  const system = store === undefined || store.pem.length === 0 ? undefined : await askStore(base, store.pem, []);
  const { extraCaFile } = options;
  const further = extraCaFile === undefined ? [] : ((await readCertificates(extraCaFile)) ?? []);
  const extra = extraCaFile === undefined ? undefined : await askStore(base, bundledRoots().pem, further);
  return {
    ...(system === undefined || (!system.trusts && store?.complete === false) ? {} : { system }),
    ...(extra === undefined ? {} : { extra }),
    ...(extraCaFile === undefined || further.length > 0 ? {} : { missing: extraCaFile }),
  };
}

/** A store trusts a chain when nothing is wrong or only something that no store could mend: dates, host name. */
async function askStore(base: Base, pem: readonly string[], added: readonly string[]): Promise<Answer> {
  const all = [...pem, ...added];
  const { fault } = await shakeHands({ ...base, roots: all, strict: true });
  if (fault === undefined) return { trusts: true, pem: all };
  const isOther = fault.phase === 'tls' && (fault.code.startsWith('CERT_') || fault.code === 'ERR_TLS_CERT_ALTNAME_INVALID') && !TRUST_CODES.has(fault.code);
  return { trusts: isOther, pem: all, ...(isOther ? { nextError: { code: fault.code, message: fault.message } } : {}) };
}

/**
 * The issuer that the server should have sent. A chain that ends before a root looks the same for a private root and for a
 * forgotten intermediate; the name tells: one that says so, a public CA's, or one of the same organisation as a trusted root.
 */
function findMissingIssuer(chain: readonly CertificateFacts[], stores: Stores): string | undefined {
  const last = chain.at(-1);
  if (last === undefined || last.selfSigned || stores.system?.trusts === true || stores.extra?.trusts === true) return undefined;
  if (/\b(?:intermediate|issuing|subordinate|sub-?ca)\b/i.test(last.issuer)) return last.issuer;
  const organization = /(?:^|, )O=([^=]{1,200}?)(?:, [A-Z]{1,12}=|$)/.exec(last.issuer)?.[1]?.toLowerCase();
  if (organization === undefined) return undefined;
  if (PUBLIC_ISSUERS.has(organization)) return last.issuer;
  const roots = readOrganizations([...bundledRoots().pem, ...(stores.system?.pem ?? []), ...(stores.extra?.pem ?? [])]);
  return roots.has(organization) ? last.issuer : undefined;
}

function describeChain(shaken: Handshake): readonly CertificateFacts[] {
  return shaken.chain.flatMap((der) => describeCertificate(der) ?? []);
}

function protocolOf(shaken: Handshake): { readonly protocol?: string } {
  return shaken.protocol === undefined ? {} : { protocol: shaken.protocol };
}
