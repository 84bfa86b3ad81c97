import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_CHECKS } from '../../medic/src/rules/protocol/network/index.ts';
import { TRANSPORT_CHECKS } from '../../medic/src/rules/protocol/transport/index.ts';
import { startFaultServer, type FaultServer } from '../src/http/start.ts';
import { tlsMaterial, type CertificateKind } from '../src/tls-server.ts';
import { idsAgainst, verifyUrl } from '../src/verify-conformance.ts';

const REACH = NETWORK_CHECKS.filter(({ id }) => id.startsWith('net.'));
const FRONT = [
  ...NETWORK_CHECKS.filter(({ id }) => id.startsWith('http.') && !id.startsWith('http.cors')),
  ...TRANSPORT_CHECKS.filter(({ id }) => id === 'ht.origin-none'),
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medic-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function startTls(kind: CertificateKind): Promise<{ readonly url: string; readonly root: string }> {
  const { root, ...tls } = tlsMaterial(kind);
  const server = await startFaultServer({ fault: 'ok', tls });
  servers.push(server);
  const file = join(folder, `${kind}.pem`);
  await writeFile(file, root);
  return { url: `https://localhost:${server.port}/mcp`, root: file };
}

describe('certificates', () => {
  it.each([
    ['self-signed', ['net.tls-trust']],
    ['private-ca', ['net.tls-trust']],
    ['incomplete-chain', ['net.tls-chain']],
    ['inspection', ['net.tls-trust']],
    ['old-protocol', ['net.tls-protocol']],
  ] as const)('%s', async (kind, expected) => {
    const { url } = await startTls(kind);
    expect(idsAgainst(await verifyUrl(url, REACH)).filter((id) => id !== 'net.localhost-family')).toEqual(expected);
  });

  it.each([
    ['full-chain', []],
    ['wrong-host', ['net.tls-host']],
    ['expired', ['net.tls-dates']],
  ] as const)('%s with the root given to the client', async (kind, expected) => {
    const { url, root } = await startTls(kind);
    const result = await verifyUrl(url, REACH, { client: 'qwen-code', env: { NODE_EXTRA_CA_CERTS: root } });
    expect(idsAgainst(result).filter((id) => id !== 'net.localhost-family')).toEqual(expected);
  });
});

describe('the way to the server', () => {
  it('says that nothing listens, and does not judge what it could not see', async () => {
    const server = await startFaultServer({ fault: 'ok' });
    await server.close();
    const { checks } = await verifyUrl(`${server.origin}/mcp`, NETWORK_CHECKS);
    expect(idsAgainst({ checks })).toEqual(['net.tcp']);
    expect(checks.find(({ id }) => id === 'http.redirect')).toMatchObject({ status: 'not-tested' });
  });

  it.each([
    ['301', ['http.redirect']],
    ['308', ['http.redirect']],
    ['login-page', ['http.html-answer']],
    ['cloudflare', ['http.html-answer']],
    ['429', ['http.rate-limit']],
    ['500', ['http.status-5xx']],
    ['502', ['http.status-5xx']],
    ['404', ['http.path']],
  ] as const)('%s', async (fault, expected) => {
    const server = await startFaultServer({ fault });
    servers.push(server);
    expect(idsAgainst(await verifyUrl(`${server.origin}/mcp`, FRONT))).toEqual(expected);
  });

  it('says that what answers is no HTTP', async () => {
    const server: Server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      expect(idsAgainst(await verifyUrl(`http://127.0.0.1:${port}/mcp`, FRONT))).toEqual(['http.valid']);
    } finally {
      server.close();
    }
  });
});
