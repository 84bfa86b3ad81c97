import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { TlsOptions as ServerOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createAuthority, createSelfSigned, issueCertificate } from '../../../../testbed/src/certificates.ts';
import type { IssuedCertificate } from '../../../../testbed/src/certificates.ts';
import { collectTls } from '../../../src/collect/tls/collect-tls.ts';
import type { TlsOptions } from '../../../src/collect/tls/collect-tls.ts';
import { portOf } from '../remote-fixtures.ts';
import type { HttpFacts, TlsFacts } from '../../../src/model/index.ts';

const LOCAL = ['DNS:localhost', 'IP:127.0.0.1'];
const HOUR_MS = 3_600_000;
const root = createAuthority({ commonName: 'Lab Root', organization: 'Lab' });
const issuing = issueCertificate(root, { commonName: 'Lab CA 1', organization: 'Lab', isCa: true });
const leaf = issueCertificate(root, { commonName: 'localhost', altNames: LOCAL });
const noSystem = (): Promise<undefined> => Promise.resolve(undefined);
const systemWith =
  (...some: readonly IssuedCertificate[]): NonNullable<TlsOptions['readSystem']> =>
  () =>
    Promise.resolve({ from: 'test', pem: some.map((one) => one.cert), complete: true });

const HTTP: HttpFacts = {
  fallback: 'none',
  sse: true,
  follows: 'any',
  userAgent: 'x',
  sendsVersionHeader: true,
  proxy: 'env',
  trust: 'bundled',
  oauth: false,
  known: 'tested',
};

const running: Server[] = [];
let folder = '';
let rootFile = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  rootFile = join(folder, 'root.pem');
  await writeFile(rootFile, `# our root\n${root.cert}`);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

async function listen(server: Server): Promise<URL> {
  running.push(server);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`https://127.0.0.1:${portOf(server)}/mcp`);
}

async function look(server: ServerOptions, options: TlsOptions = {}): Promise<TlsFacts> {
  return collectTls(await listen(createServer(server, (socket) => socket.end())), { readSystem: noSystem, totalMs: 2000, ...options });
}

function serve(one: IssuedCertificate, ...more: readonly IssuedCertificate[]): ServerOptions {
  return { key: one.key, cert: [one, ...more].map((c) => c.cert).join('') };
}

describe('what the certificate of an https address tells', () => {
  it.each([
    ['private CA, root not sent', serve(leaf), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['private CA, root sent', serve(leaf, root), 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['self-signed', serve(createSelfSigned({ commonName: 'localhost', altNames: LOCAL })), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%s', async (_name, server, code) => {
    const facts = await look(server);
    expect(facts.error?.code).toBe(code);
    expect(facts.chain[0]).toMatchObject({ subject: 'CN=localhost', altNames: ['DNS:localhost', 'IP:127.0.0.1'], isCa: false });
    expect(facts.protocol).toBe('TLSv1.3');
    expect(facts).not.toHaveProperty('missingIssuer');
    expect(facts).not.toHaveProperty('systemTrusts');
  });

  it('says whose roots would trust it', async () => {
    const facts = await look(serve(leaf), { readSystem: systemWith(root), extraCaFile: rootFile });
    expect(facts).toMatchObject({ systemTrusts: true, extraCaTrusts: true });
    const other = createAuthority({ commonName: 'Other Root' });
    expect(await look(serve(leaf), { readSystem: systemWith(other), extraCaFile: join(folder, 'absent.pem') })).toMatchObject({
      systemTrusts: false,
      extraCaTrusts: false,
    });
  });

  it('sees a wrong host for a client that trusts the issuer, and behind the unknown issuer for one that does not', async () => {
    const server = serve(issueCertificate(root, { commonName: 'x', altNames: ['DNS:other.example'] }));
    const code = 'ERR_TLS_CERT_ALTNAME_INVALID';
    expect((await look(server, { readSystem: systemWith(root), definition: { http: { ...HTTP, trust: 'system' } } })).error?.code).toBe(code);
    const facts = await look(server, { readSystem: systemWith(root) });
    expect(facts).toMatchObject({ error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, systemTrusts: true, nextError: { code } });
  });

  // Measured 2026-11-21, OpenSSL 3.0: the last fault of a chain wins, and dates are looked at after issuers.
  it.each([[[root]], [[]]])('reports an expired certificate as expired whether or not the issuer is known', async (trusted) => {
    const server = serve(
      issueCertificate(root, {
        commonName: 'localhost',
        altNames: LOCAL,
        notBefore: new Date(Date.now() - 2 * HOUR_MS),
        notAfter: new Date(Date.now() - HOUR_MS),
      }),
    );
    const facts = await look(server, { readSystem: systemWith(...trusted), definition: { http: { ...HTTP, trust: 'bundled+system' } } });
    expect(facts.error?.code).toBe('CERT_HAS_EXPIRED');
  });

  it('finds nothing wrong for a client that uses the system store and knows the issuer there', async () => {
    const facts = await look(serve(leaf), { readSystem: systemWith(root), definition: { http: { ...HTTP, trust: 'bundled+system' } } });
    expect(facts).not.toHaveProperty('error');
    expect(facts.chain[0]?.issuer).toBe('CN=Lab Root, O=Lab');
  });

  it('does not take a no from a store that may be incomplete', async () => {
    const readSystem = (): Promise<{ from: string; pem: string[]; complete: boolean }> =>
      Promise.resolve({ from: 'test', pem: [createAuthority({ commonName: 'Other' }).cert], complete: false });
    expect(await look(serve(leaf), { readSystem })).not.toHaveProperty('systemTrusts');
  });

  it('reads an expired certificate with its dates', async () => {
    const dates = { notBefore: new Date(Date.now() - 2 * HOUR_MS), notAfter: new Date(Math.floor(Date.now() / 1000) * 1000 - HOUR_MS) };
    const facts = await look(serve(createSelfSigned({ commonName: 'localhost', altNames: LOCAL, ...dates })));
    expect(facts.chain[0]?.validTo).toBe(dates.notAfter.toISOString());
    expect(facts.chain[0]?.selfSigned).toBe(true);
  });

  it('names the intermediate that was not sent, when a trusted root is of the same organisation', async () => {
    const below = issueCertificate(issuing, { commonName: 'localhost', altNames: LOCAL, issuerUrl: 'http://ca.example/issuing.der' });
    const facts = await look(serve(below), { readSystem: systemWith(root) });
    expect(facts).toMatchObject({ systemTrusts: false, missingIssuer: 'CN=Lab CA 1, O=Lab' });
    expect(facts.chain[0]?.issuerUrl).toBe('http://ca.example/issuing.der');
    expect(await look(serve(below, issuing), { readSystem: systemWith(root) })).not.toHaveProperty('missingIssuer');
  });

  it.each([
    ["Let's Encrypt", 'E7', "CN=E7, O=Let's Encrypt"],
    ['Nobody', 'Nobody Issuing CA 3', 'CN=Nobody Issuing CA 3, O=Nobody'],
    ['GoDaddy.com, Inc.', 'Go Daddy Secure CA', 'CN=Go Daddy Secure CA, O=GoDaddy.com, Inc.'],
  ])('knows a missing intermediate of %s by its name', async (organization, commonName, expected) => {
    const ca = createAuthority({ organization, commonName });
    expect((await look(serve(issueCertificate(ca, { commonName: 'localhost', altNames: LOCAL })))).missingIssuer).toBe(expected);
  });

  it.each([
    ['Zscaler Intermediate Root CA (zscalertwo.net)', 'Zscaler'],
    ['mitmproxy', 'mitmproxy'],
    ['Avast Web/Mail Shield Root', 'Avast'],
    ['Corp Root CA 2', undefined],
  ])('knows the inspection product behind "%s"', async (commonName, product) => {
    const facts = await look(serve(issueCertificate(createAuthority({ commonName }), { commonName: 'localhost', altNames: LOCAL })));
    expect(facts.inspectionProduct).toBe(product);
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('names %s when the peer speaks nothing newer', async (version) => {
    const facts = await look({ ...serve(leaf), minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(facts.onlyOldProtocol).toBe(version);
    expect(facts.error?.code).toMatch(/^ERR_SSL_/);
    expect(facts.chain).toHaveLength(1);
  });

  it('keeps the error code of plain HTTP behind https', async () => {
    const url = await listen(createTcpServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const facts = await collectTls(url, { readSystem: noSystem, totalMs: 2000 });
    expect(facts.error?.code).toMatch(/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/);
    expect(facts).toMatchObject({ chain: [] });
    expect(facts).not.toHaveProperty('onlyOldProtocol');
  });

  it('comes back within its limit when the peer says nothing', async () => {
    const url = await listen(createTcpServer((socket) => socket.on('error', () => undefined)));
    const facts = await collectTls(url, { readSystem: noSystem, totalMs: 150 });
    expect(facts.error?.code).toBe('ETIMEDOUT');
  });

  it('reports a refused connection as such', async () => {
    const server = createTcpServer();
    const url = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await collectTls(url, { readSystem: noSystem })).error?.code).toBe('ECONNREFUSED');
  });

  it('goes through the proxy the client uses', async () => {
    const target = await listen(createServer(serve(leaf), (socket) => socket.end()));
    const asked: string[] = [];
    const { createServer: createHttp } = await import('node:http');
    const { connect } = await import('node:net');
    const proxy = createHttp();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.on('error', () => undefined);
      const onward = connect(Number(target.port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
    });
    const proxyUrl = await listen(proxy);
    const facts = await collectTls(new URL('https://server.example:8443/'), {
      readSystem: noSystem,
      proxyEnv: { HTTPS_PROXY: `http://127.0.0.1:${proxyUrl.port}` },
      definition: { http: HTTP },
    });
    expect(asked).toContain('server.example:8443');
    expect(facts.error?.code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });
});
