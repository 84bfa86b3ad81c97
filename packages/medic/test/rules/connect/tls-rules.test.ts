import { describe, expect, test } from 'vitest';
import { rule as inspection } from '../../../src/rules/connect/corporate-tls-inspection.ts';
import { rule as expired } from '../../../src/rules/connect/tls-cert-expired.ts';
import { rule as hostname } from '../../../src/rules/connect/tls-hostname-mismatch.ts';
import { rule as incomplete } from '../../../src/rules/connect/tls-incomplete-chain.ts';
import { rule as privateCa } from '../../../src/rules/connect/tls-private-ca.ts';
import { rule as protocol } from '../../../src/rules/connect/tls-protocol-unsupported.ts';
import type { CertificateFacts } from '../../../src/model/index.ts';
import { CONNECTED, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';
import { answered, attemptAt, broken, judgeRemote, TLS } from '../remote-facts.ts';

const ALL = [inspection, expired, hostname, incomplete, privateCa, protocol];
const url = 'https://mcp.example.com/mcp';
const [LEAF] = TLS.chain as readonly [CertificateFacts];
const away = { host: 'mcp.example.com', port: 443, isLoopback: false, tcp: [] };
const fault = (code: string) => ({
  session: broken('tls', code, { url }),
  network: away,
  entry: { written: { url }, effective: { transport: 'http' as const, url, connectMs: 1 } },
});
const error = (code: string) => ({ code, message: code });

test.each(ALL)('$id is silent on healthy servers and on other faults', (rule) => {
  expect(judgeRemote(rule, { session: http(CONNECTED), tls: {} })).toEqual([]);
  expect(judgeRemote(rule, { session: answered(404, 'Not Found'), tls: {} })).toEqual([]);
  expect(judgeRemote(rule, { session: broken('tcp', 'ECONNREFUSED'), tls: { error: error('ECONNREFUSED') } })).toEqual([]);
  expect(judgeFacts(rule, { session: stdio(failed('exit')) })).toEqual([]);
  expect(judgeText(rule, 'INFO: Uvicorn running on https://127.0.0.1:3000\nServer certificate loaded')).toEqual([]);
});

describe('tls-cert-expired', () => {
  const old = { ...LEAF, validTo: '2026-11-01T00:00:00.000Z' };

  test('the certificate that ended is named with its date', () => {
    expect(judgeRemote(expired, { ...fault('CERT_HAS_EXPIRED'), tls: { error: error('CERT_HAS_EXPIRED'), chain: [old] } })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('2026-11-01') },
    ]);
    expect(
      judgeRemote(expired, {
        ...fault('DEPTH_ZERO_SELF_SIGNED_CERT'),
        tls: { error: error('DEPTH_ZERO_SELF_SIGNED_CERT'), nextError: error('CERT_HAS_EXPIRED'), chain: [old] },
      }),
    ).toHaveLength(1);
    expect(judgeRemote(expired, { ...fault('CERT_NOT_YET_VALID'), tls: { error: error('CERT_NOT_YET_VALID') } })).toMatchObject([
      { title: expect.stringContaining('not valid yet'), fixes: [{ id: 'set-clock' }, {}] },
    ]);
  });

  test('two weeks before its end a healthy server carries a risk, not more', () => {
    const soon = { chain: [{ ...LEAF, validTo: '2026-11-30T00:00:00.000Z' }] };
    expect(judgeRemote(expired, { session: http(CONNECTED), tls: soon })).toMatchObject([{ severity: 'risk', title: expect.stringContaining('8 days') }]);
    expect(judgeRemote(expired, { session: http(CONNECTED), tls: { chain: [{ ...LEAF, validTo: '2026-12-30T00:00:00.000Z' }] } })).toEqual([]);
  });

  test.each([
    "code: 'CERT_HAS_EXPIRED'",
    'x509: certificate has expired or is not yet valid: current time 2026',
    'invalid peer certificate: Expired',
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
    'net::ERR_CERT_DATE_INVALID',
  ])('text: %s', (text) => {
    expect(judgeText(expired, text)).toMatchObject([{ confidence: 'confirmed' }]);
  });
});

describe('tls-hostname-mismatch', () => {
  test('names in the certificate are told, a single one is offered', () => {
    const tls = { error: error('ERR_TLS_CERT_ALTNAME_INVALID'), chain: [{ ...LEAF, altNames: ['DNS:api.example.com'] }] };
    expect(judgeRemote(hostname, { ...fault('ERR_TLS_CERT_ALTNAME_INVALID'), tls })).toMatchObject([
      {
        confidence: 'confirmed',
        why: expect.stringContaining('api.example.com'),
        fixes: [{ safety: 'review', steps: [{ edits: [{ value: 'https://api.example.com/mcp' }] }, {}] }, {}],
      },
    ]);
    expect(judgeRemote(hostname, { ...fault('CERT_HAS_EXPIRED'), tls: { error: error('CERT_HAS_EXPIRED') } })).toEqual([]);
  });

  test.each([
    "Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:example.com",
    'x509: certificate is valid for example.com, not localhost',
    'invalid peer certificate: NotValidForName',
    "certificate verify failed: Hostname mismatch, certificate is not valid for 'a.example.com'.",
    'curl: (60) SSL: no alternative certificate subject name matches target host name',
  ])('text: %s', (text) => {
    expect(judgeText(hostname, text)).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test('a host that shows none at all is told less surely', () => {
    const text = 'ssl3_read_bytes:tlsv1 alert internal error, SSL alert number 80\n---\nno peer certificate available';
    expect(judgeText(hostname, text)).toMatchObject([{ confidence: 'likely', title: 'The host shows no certificate for this name' }]);
  });
});

describe('who signed it', () => {
  const unknown = 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';

  test('an inspection product', () => {
    const parts = {
      ...fault(unknown),
      tls: { error: error(unknown), inspectionProduct: 'Zscaler', systemTrusts: true, chain: [{ ...LEAF, issuer: 'CN=Zscaler Intermediate' }] },
    };
    expect(judgeRemote(inspection, parts)).toMatchObject([{ confidence: 'confirmed', title: expect.stringContaining('Zscaler') }]);
    expect(judgeRemote(privateCa, parts)).toEqual([]);
    expect(judgeRemote(incomplete, parts)).toEqual([]);
  });

  test('a root that only the system knows: a gateway for public hosts, an own authority for private ones', () => {
    const tls = { error: error('SELF_SIGNED_CERT_IN_CHAIN'), systemTrusts: true };
    expect(judgeRemote(inspection, { ...fault('SELF_SIGNED_CERT_IN_CHAIN'), tls })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeRemote(privateCa, { ...fault('SELF_SIGNED_CERT_IN_CHAIN'), tls })).toEqual([]);
    const inside = { ...fault('SELF_SIGNED_CERT_IN_CHAIN'), tls, network: { ...away, isPrivate: true } };
    expect(judgeRemote(inspection, inside)).toEqual([]);
    expect(judgeRemote(privateCa, inside)).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test('a forgotten intermediate', () => {
    const parts = {
      ...fault('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      tls: {
        error: error('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
        missingIssuer: "CN=R11, O=Let's Encrypt",
        chain: [{ ...LEAF, issuerUrl: 'http://r11.i.lencr.org/' }],
      },
    };
    expect(judgeRemote(incomplete, parts)).toMatchObject([{ confidence: 'likely', fixes: [{ id: 'send-chain' }, { id: 'fetch-intermediate' }] }]);
    expect(judgeRemote(privateCa, parts)).toEqual([]);
    expect(judgeRemote(incomplete, { ...parts, tls: { error: error('DEPTH_ZERO_SELF_SIGNED_CERT') } })).toEqual([]);
  });

  test('self-signed on this machine, which speaks http as well', () => {
    const local = 'https://127.0.0.1:8443/mcp';
    const [hit] = judgeRemote(privateCa, {
      session: broken('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', { url: local }),
      client: { extraCaVariable: 'NODE_EXTRA_CA_CERTS' },
      network: {},
      tls: { error: error('DEPTH_ZERO_SELF_SIGNED_CERT') },
      neighbours: [attemptAt('http', 'http://127.0.0.1:8443/mcp', 'mcp')],
      entry: { written: { url: local }, effective: { transport: 'http', url: local, connectMs: 1 } },
    });
    expect(hit).toMatchObject({
      confidence: 'confirmed',
      fixes: [{ id: 'trust-ca', steps: [{ text: expect.stringContaining('NODE_EXTRA_CA_CERTS') }] }, { id: 'trust-in-system' }, { id: 'use-http' }],
    });
  });

  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT: self signed certificate', privateCa, 'likely'],
    ['x509: certificate signed by unknown authority', privateCa, 'likely'],
    ['invalid peer certificate: UnknownIssuer', privateCa, 'likely'],
    ['PKIX path building failed: unable to find valid certification path', privateCa, 'likely'],
    ["code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", incomplete, 'likely'],
    ['Error: unable to get local issuer certificate', inspection, 'likely'],
    ['x509: certificate signed by unknown authority (Zscaler Root CA)', inspection, 'likely'],
    ['SELF_SIGNED_CERT_IN_CHAIN', inspection, 'possible'],
  ])('text: %s', (text, rule, confidence) => {
    expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
  });

  test('Windows, which gets no word on revocation, is helped otherwise', () => {
    expect(judgeText(inspection, 'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)')).toMatchObject([
      { confidence: 'likely', fixes: expect.arrayContaining([expect.objectContaining({ id: 'relax-revocation' })]) },
    ]);
  });

  test('a product alone is no fault', () => {
    expect(judgeText(inspection, 'Zscaler is running\nserver connected')).toEqual([]);
    expect(judgeText(inspection, 'x509: certificate signed by unknown authority')).toEqual([]);
  });
});

describe('tls-protocol-unsupported', () => {
  test('https on a port that speaks http', () => {
    const local = 'https://127.0.0.1:8000/mcp';
    const entry = { written: { url: local }, effective: { transport: 'http' as const, url: local, connectMs: 1 } };
    expect(
      judgeRemote(protocol, {
        session: broken('tls', 'ERR_SSL_WRONG_VERSION_NUMBER', { url: local }),
        network: {},
        entry,
        neighbours: [attemptAt('http', 'http://127.0.0.1:8000/mcp', 'mcp')],
      }),
    ).toMatchObject([{ confidence: 'confirmed', fixes: [{ safety: 'safe', steps: [{ edits: [{ value: 'http://127.0.0.1:8000/mcp' }] }, {}] }, {}] }]);
  });

  test('old protocols only', () => {
    expect(judgeRemote(protocol, { ...fault('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), tls: { error: error('x'), onlyOldProtocol: 'TLSv1' } })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('TLSv1') },
    ]);
    expect(judgeRemote(protocol, fault('CERT_HAS_EXPIRED'))).toEqual([]);
    expect(judgeRemote(protocol, fault('ECONNRESET'))).toEqual([]);
  });

  test.each([
    'write EPROTO 1234:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
    'tls: first record does not look like a TLS handshake',
    'received corrupt message of type InvalidContentType',
    'SSL routines:tls_early_post_process_client_hello:unsupported protocol',
    'remote error: tls: handshake failure',
    'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  ])('text: %s', (text) => {
    expect(judgeText(protocol, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});
