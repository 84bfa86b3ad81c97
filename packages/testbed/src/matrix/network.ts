import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientId, VerifyResult } from '../../../medic/src/model/index.ts';
import type { AnyCheck } from '../../../medic/src/model/verify/index.ts';
import { NETWORK_CHECKS } from '../../../medic/src/rules/protocol/network/index.ts';
import { TRANSPORT_CHECKS } from '../../../medic/src/rules/protocol/transport/index.ts';
import { startFaultServer } from '../http/start.ts';
import { tlsMaterial, type CertificateKind } from '../tls-server.ts';
import { verifyUrl } from '../verify-conformance.ts';
import type { Shown } from './row.ts';

/** A server of its own, because the fault lies before any message: in name, port, certificate or the bytes of HTTP. */
export interface NetworkRow extends Shown {
  readonly verify: () => Promise<VerifyResult>;
}

/** What localhost means first is a matter of the machine. */
const REACH = NETWORK_CHECKS.filter(({ id }) => id.startsWith('net.') && id !== 'net.localhost-family');
const PLAINTEXT: readonly AnyCheck[] = NETWORK_CHECKS.filter(({ id }) => id === 'http.plaintext-remote');
const FRONT = [
  ...NETWORK_CHECKS.filter(({ id }) => id.startsWith('http.') && !id.startsWith('http.cors')),
  ...TRANSPORT_CHECKS.filter(({ id }) => id === 'ht.origin-none'),
];
/** Clients that were seen to use the proxy and the certificate file of the environment. */
const USES_PROXY: ClientId = 'claude-code';
const READS_CA_FILE: ClientId = 'qwen-code';

const GOOD_CERTIFICATE = 'full-chain';
/** The row that nothing is wrong with. */
export const GOOD_HTTPS = 'a good certificate, with the root given to the client';

export const NETWORK_ROWS: readonly NetworkRow[] = [
  ...certificates(false, [
    ['self-signed', ['net.tls-trust']],
    ['private-ca', ['net.tls-trust']],
    ['incomplete-chain', ['net.tls-chain']],
    ['inspection', ['net.tls-trust']],
    ['old-protocol', ['net.tls-protocol']],
  ]),
  ...certificates(true, [
    [GOOD_CERTIFICATE, []],
    ['wrong-host', ['net.tls-host']],
    ['expired', ['net.tls-dates']],
    ['expires-soon', ['net.tls-renewal']],
  ]),
  ...faults([
    ['301', ['http.redirect']],
    ['308', ['http.redirect']],
    ['login-page', ['http.html-answer']],
    ['cloudflare', ['http.html-answer']],
    ['429', ['http.rate-limit']],
    ['500', ['http.status-5xx']],
    ['502', ['http.status-5xx']],
    ['404', ['http.path']],
  ]),
  { name: 'nothing listens', expected: ['net.tcp'], verify: nothingListens },
  { name: 'the name does not exist', expected: ['net.dns'], verify: () => verifyUrl('http://no-such-name.invalid/mcp', REACH) },
  { name: 'what answers is no HTTP', expected: ['http.valid'], verify: answersNoHttp },
  { name: 'a proxy that does not listen', expected: ['net.proxy-env'], verify: deadProxy },
  // Only the proxy knows the way there, which is said as well.
  { name: 'plain http to another machine, through a proxy', expected: ['net.proxy-env', 'http.plaintext-remote'], verify: plainRemote },
];

function certificates(isTrusted: boolean, kinds: readonly (readonly [CertificateKind, readonly string[]])[]): readonly NetworkRow[] {
  return kinds.map(([kind, expected]) => ({
    name: kind === GOOD_CERTIFICATE ? GOOD_HTTPS : `${kind}${isTrusted ? ' with the root given to the client' : ''}`,
    expected,
    verify: () => verifyTls(kind, isTrusted),
  }));
}

async function verifyTls(kind: CertificateKind, isTrusted: boolean): Promise<VerifyResult> {
  const { root, ...tls } = tlsMaterial(kind);
  const server = await startFaultServer({ fault: 'ok', tls });
  const folder = await mkdtemp(join(tmpdir(), 'medic-verify-'));
  const file = join(folder, 'root.pem');
  await writeFile(file, root);
  try {
    const how = isTrusted ? { client: READS_CA_FILE, env: { NODE_EXTRA_CA_CERTS: file } } : {};
    return await verifyUrl(`https://localhost:${server.port}/mcp`, [...REACH, ...PLAINTEXT], how);
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

function faults(list: readonly (readonly [string, readonly string[]])[]): readonly NetworkRow[] {
  return list.map(([fault, expected]) => ({ name: fault, expected, verify: () => verifyFault(fault) }));
}

async function verifyFault(fault: string): Promise<VerifyResult> {
  const server = await startFaultServer({ fault });
  try {
    return await verifyUrl(`${server.origin}/mcp`, FRONT);
  } finally {
    await server.close();
  }
}

/** A port on which nothing listens any more. */
async function freePort(): Promise<number> {
  const server = await startFaultServer({ fault: 'ok' });
  await server.close();
  return server.port;
}

async function nothingListens(): Promise<VerifyResult> {
  return verifyUrl(`http://127.0.0.1:${await freePort()}/mcp`, NETWORK_CHECKS);
}

async function answersNoHttp(): Promise<VerifyResult> {
  const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.6\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await verifyUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, FRONT);
  } finally {
    server.close();
  }
}

async function deadProxy(): Promise<VerifyResult> {
  const server = await startFaultServer({ fault: 'ok' });
  const env = { HTTP_PROXY: `http://127.0.0.1:${await freePort()}` };
  try {
    return await verifyUrl(`${server.origin}/mcp`, REACH, { client: USES_PROXY, env });
  } finally {
    await server.close();
  }
}

/** The proxy knows the other machine; no lookup and no packet leaves this one. */
async function plainRemote(): Promise<VerifyResult> {
  const proxy = await startFaultServer({ fault: 'ok' });
  try {
    return await verifyUrl('http://other.example.invalid/mcp', [...REACH, ...PLAINTEXT], { client: USES_PROXY, env: { HTTP_PROXY: proxy.origin } });
  } finally {
    await proxy.close();
  }
}
