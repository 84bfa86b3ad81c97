import { describe, expect, it } from 'vitest';
import type { NetworkFacts } from '../../../src/model/index.ts';
import type { CheckView, Judgement, ReachFacts, RunFacts } from '../../../src/model/verify/index.ts';
import { NETWORK_CHECKS } from '../../../src/rules/protocol/network/index.ts';

const RUN: RunFacts = {
  transport: 'http',
  era: 'legacy',
  revision: '2025-11-25',
  capabilities: {},
  eras: ['legacy'],
  url: 'https://mcp.example.com/mcp',
  isLoopback: false,
  hasCredentials: false,
  needsLogin: false,
  allowsCalls: false,
  slowStartMs: 5_000,
  clientLimits: [],
};
const NETWORK: NetworkFacts = {
  host: 'mcp.example.com',
  port: 443,
  isLoopback: false,
  isPrivate: false,
  dns: { ms: 1, addresses: [{ address: '198.51.100.7', family: 4 }] },
  tcp: [{ address: '198.51.100.7', family: 4, state: 'open', ms: 1 }],
};
const LOCAL: NetworkFacts = {
  ...NETWORK,
  host: 'localhost',
  isLoopback: true,
  dns: {
    ms: 1,
    addresses: [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ],
  },
  tcp: [
    { address: '::1', family: 6, state: 'refused', errno: 'ECONNREFUSED', ms: 1 },
    { address: '127.0.0.1', family: 4, state: 'open', ms: 1 },
  ],
};
const PROXY = { url: 'http://proxy.example.com:3128', from: 'https_proxy', appliesTo: 'client', reachable: true } as const;

function judge(id: string, reach: Partial<ReachFacts>, run: Partial<RunFacts> = {}): Judgement {
  const check = NETWORK_CHECKS.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  const view: CheckView<'reach'> = { reach: { network: NETWORK, isContainer: false, ...reach }, run: { ...RUN, ...run } };
  return check.judge(view as never);
}

describe('checks of the way to the server', () => {
  it.each<[string, Judgement['status'], Partial<ReachFacts>, Partial<RunFacts>?]>([
    ['net.dns', 'pass', {}],
    ['net.dns', 'fail', { network: { ...NETWORK, dns: { ms: 1, addresses: [], errno: 'ENOTFOUND' }, tcp: [] } }],
    ['net.dns', 'not-applicable', { network: { ...NETWORK, dns: { ms: 1, addresses: [], errno: 'ENOTFOUND' }, tcp: [], proxy: PROXY } }],
    ['net.tcp', 'pass', {}],
    ['net.tcp', 'fail', { network: { ...NETWORK, tcp: [{ address: '198.51.100.7', family: 4, state: 'timeout', errno: 'ETIMEDOUT', ms: 3000 }] } }],
    ['net.localhost-family', 'warn', { network: LOCAL }],
    ['net.localhost-family', 'not-applicable', {}],
    ['net.docker-loopback', 'not-applicable', {}],
    [
      'net.docker-loopback',
      'fail',
      {
        isContainer: true,
        network: {
          ...LOCAL,
          tcp: [{ address: '127.0.0.1', family: 4, state: 'refused', errno: 'ECONNREFUSED', ms: 1 }],
          otherNames: [{ name: 'host.docker.internal', address: '192.0.2.1', state: 'open' }],
        },
      },
    ],
    ['net.proxy-env', 'not-applicable', {}],
    ['net.proxy-env', 'pass', { network: { ...NETWORK, proxy: { ...PROXY, connectStatus: 200, directWorks: true } } }],
    ['net.proxy-env', 'fail', { network: { ...NETWORK, proxy: { ...PROXY, reachable: false, errno: 'ECONNREFUSED' } } }],
    ['net.proxy-env', 'warn', { network: { ...NETWORK, proxy: { ...PROXY, connectStatus: 200, directWorks: false } } }],
    ['http.bind-all', 'not-applicable', {}],
    ['http.bind-all', 'pass', { network: LOCAL, listener: { port: 443, addresses: ['127.0.0.1'] } }, { isLoopback: true }],
    ['http.bind-all', 'warn', { network: LOCAL, listener: { port: 443, addresses: ['::'] } }, { isLoopback: true }],
    ['http.plaintext-remote', 'pass', {}],
    ['http.plaintext-remote', 'warn', {}, { url: 'http://mcp.example.com/mcp' }],
    ['http.plaintext-remote', 'fail', {}, { url: 'http://mcp.example.com/mcp', hasCredentials: true }],
    ['http.plaintext-remote', 'not-applicable', { network: LOCAL }, { url: 'http://localhost:3000/mcp' }],
    ['net.tls-renewal', 'warn', { tls: certificateFor(5) }],
    ['net.tls-renewal', 'pass', { tls: certificateFor(60) }],
    ['net.tls-dates', 'fail', { tls: certificateFor(-2) }],
  ])('%s: %s', (id, status, reach, run) => {
    expect(judge(id, reach, run).status).toBe(status);
  });
});

function certificateFor(daysLeft: number): NonNullable<ReachFacts['tls']> {
  const leaf = {
    subject: 'CN=mcp.example.com',
    issuer: 'CN=Example CA',
    altNames: ['DNS:mcp.example.com'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2026-12-01T00:00:00.000Z',
    selfSigned: false,
    isCa: false,
    fingerprint256: '',
  };
  return { host: 'mcp.example.com', port: 443, protocol: 'TLSv1.3', chain: [leaf], daysLeft, daysUntilValid: -300 };
}
