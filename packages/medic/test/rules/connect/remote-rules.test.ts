import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSignMatcher } from '../../../src/collect/signs.ts';
import { diagnose } from '../../../src/diagnose/diagnose.ts';
import { CAUSES_BY_LAYER } from '../../../src/model/ids.ts';
import type { AnyRule, CauseId, Evidence } from '../../../src/model/index.ts';
import { judge } from '../../../src/rules/judge.ts';
import { CONNECTED, http } from '../facts.ts';
import { answered, attemptAt, broken, remoteEvidence, type RemoteParts } from '../remote-facts.ts';

const LAYERS = ['network', 'http', 'tls', 'auth'] as const;
const CAUSES: readonly CauseId[] = LAYERS.flatMap((layer): readonly CauseId[] => CAUSES_BY_LAYER[layer]);
const RULES: readonly AnyRule[] = await Promise.all(CAUSES.map(loadRule));

async function loadRule(cause: CauseId): Promise<AnyRule> {
  const { rule }: { rule: AnyRule } = await import(`../../../src/rules/connect/${cause}.ts`);
  return rule;
}

const BASE = 'http://127.0.0.1:8000';
const URL_TEXT = `https://${'a'.repeat(200)}.example.com/mcp`;
const LONG = { name: 'n'.repeat(300) };
const refused = { address: '127.0.0.1', family: 4, state: 'refused', errno: 'ECONNREFUSED', ms: 1 } as const;

/** What happened, and the one cause that must come out of it. */
const SITUATIONS: readonly (readonly [string, CauseId, RemoteParts])[] = [
  ['a closed port', 'server-not-running', { session: broken('tcp', 'ECONNREFUSED'), network: { tcp: [refused] }, port: { port: 8000, addresses: [] } }],
  [
    'one family only',
    'bind-address-mismatch',
    {
      session: broken('tcp', 'ECONNREFUSED'),
      network: {
        tcp: [
          { ...refused, address: '::1', family: 6 },
          { ...refused, state: 'open' },
        ],
      },
    },
  ],
  [
    'a long unknown name',
    'dns-not-found',
    {
      session: broken('dns', 'ENOTFOUND', { url: URL_TEXT }),
      network: { host: URL_TEXT.slice(8, -4), isLoopback: false, dns: { ms: 1, addresses: [], errno: 'ENOTFOUND' }, tcp: [] },
    },
  ],
  [
    'a 404 beside /mcp',
    'url-wrong-endpoint',
    { session: answered(404, '<html><title>404</title></html>'), neighbours: [attemptAt('path /mcp', `${BASE}/mcp`, 'mcp')] },
  ],
  [
    'the other transport and another path',
    'wrong-transport-type',
    {
      session: answered(404, 'Cannot POST /sse'),
      neighbours: [attemptAt('transport sse', `${BASE}/sse`, 'mcp', 'sse'), attemptAt('path /mcp', `${BASE}/mcp`, 'mcp')],
    },
  ],
  [
    'http on a port that speaks TLS',
    'url-wrong-endpoint',
    {
      session: broken('http-closed', 'ECONNRESET'),
      neighbours: [{ ...attemptAt('https', 'https://127.0.0.1:8000/mcp', 'unreachable'), detail: 'DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate' }],
    },
  ],
  [
    'a firewall page',
    'cloudflare-blocked',
    { session: answered(403, '<!doctype html><title>Just a moment...</title>', { headers: { server: 'cloudflare' } }) },
  ],
  ['an unknown host', 'host-header-rejected', { session: answered(403, '{"error":"Invalid Host header"}') }],
  [
    'a proxy before localhost',
    'proxy-unreachable',
    {
      session: answered(503, 'no', { viaProxy: 'http://p.example:3128' }),
      network: { proxy: { url: 'http://p.example:3128', from: 'HTTP_PROXY', appliesTo: 'client', reachable: true, directWorks: true } },
    },
  ],
  ['a bare 401', 'auth-required', { session: answered(401, '{"error":"unauthorized"}'), oauth: {} }],
  ['a refused token', 'auth-token-rejected', { session: answered(401), oauth: { sentAuthorization: true, sentScheme: 'Bearer' } }],
  [
    'an ended token',
    'oauth-token-expired',
    { session: answered(401), oauth: { sentAuthorization: true, sentScheme: 'Bearer', token: { expiresAt: '2026-01-01T00:00:00.000Z' } } },
  ],
  [
    'headers under another name',
    'header-not-sent',
    { session: answered(401), oauth: {}, entry: { written: { url: `${BASE}/mcp`, requestHeaders: { Authorization: 'Bearer x' } } } },
  ],
  [
    'an unknown issuer on the way',
    'corporate-tls-inspection',
    {
      session: broken('tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { url: URL_TEXT }),
      tls: { host: URL_TEXT.slice(8, -4), inspectionProduct: 'Zscaler' },
      network: { isLoopback: false },
    },
  ],
  [
    'an old and wrong certificate',
    'tls-cert-expired',
    { session: broken('tls', 'CERT_HAS_EXPIRED', { url: URL_TEXT }), tls: { nextError: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'x' } } },
  ],
];

describe('every rule of these layers', () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s stands under its own name, layer and page', (id, rule) => {
    expect(rule.cause).toBe(id);
    expect(CAUSES_BY_LAYER[rule.layer]).toContain(id);
    expect(rule.needs).toEqual([]);
    expect(new Set(rule.signs?.map((sign) => sign.id)).size).toBe(rule.signs?.length ?? 0);
    const page = `${import.meta.dirname}/../../../../../docs/causes/${id}.md`;
    expect(existsSync(page)).toBe(true);
    const lines = readFileSync(page, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([`# ${id}`, '## What it looks like', '## Why', '## How to fix', '## How it is checked']);
    expect(lines.length).toBeGreaterThanOrEqual(15);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  test.each(SITUATIONS)('%s is %s', (_, cause, parts) => {
    const evidence = remoteEvidence({ ...parts, entry: { ...LONG, ...parts.entry } });
    const { hits, defects } = judge(RULES, evidence);
    expect(defects).toEqual([]);
    for (const { rule, hit } of hits) {
      expect(hit.title.length, rule.id).toBeLessThanOrEqual(70);
      expect(hit.title.endsWith('.'), rule.id).toBe(false);
      expect(hit.evidence.length, rule.id).toBeGreaterThan(0);
      expect(hit.fixes.length, rule.id).toBeGreaterThan(0);
      if (hit.confidence !== 'confirmed') expect(hit.decisive, rule.id).toBeTypeOf('string');
    }
    const { diagnosis, alternatives } = diagnose(hits, evidence);
    expect(diagnosis?.cause).toBe(cause);
    expect(alternatives ?? []).toEqual([]);
    expect(JSON.stringify(diagnose(judge(RULES.toReversed(), evidence).hits, evidence))).toBe(JSON.stringify(diagnose(hits, evidence)));
  });

  test('a healthy server gets nothing, whatever stands in its logs', () => {
    const log = ['connect ECONNREFUSED 127.0.0.1:8000', 'HTTP 401 Unauthorized', 'invalid_grant', 'CERT_HAS_EXPIRED', 'SSE error: Non-200 status code (405)'];
    const signs = createSignMatcher(RULES).matchLines(log, 'client-log');
    const evidence: Evidence = { ...remoteEvidence({ session: http(CONNECTED), network: {}, tls: {}, oauth: {}, neighbours: [] }), signs };
    expect(judge(RULES, evidence).hits).toEqual([]);
    expect(judge(RULES, remoteEvidence({ session: http({ ...CONNECTED, degraded: 'tools/list: -32603' }), signs })).hits).toEqual([]);
  });
});
