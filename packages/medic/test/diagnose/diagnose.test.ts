import { describe, expect, test } from 'vitest';
import { diagnose, rankCauses } from '../../src/diagnose/diagnose.ts';
import type { CauseId, Confidence, Evidence, Severity } from '../../src/model/index.ts';
import { defineRule } from '../../src/rules/define-rule.ts';
import type { JudgedHit } from '../../src/rules/judge.ts';
import { CONNECTED, evidenceOf, exchange, failed, http, stdio } from '../rules/facts.ts';

function hit(cause: CauseId, confidence: Confidence, severity: Severity = 'blocks', more: Partial<JudgedHit['hit']> = {}): JudgedHit {
  const rule = defineRule({ id: cause, layer: 'startup', severity, cause, needs: [], judge: () => [] });
  return {
    rule,
    hit: {
      confidence,
      title: `title ${cause}`,
      why: `why ${cause}.`,
      evidence: [{ what: cause }],
      fixes: [{ id: `fix-${cause}`, title: 'f', safety: 'manual', steps: [] }],
      ...more,
    },
  };
}

const FAILED = evidenceOf({ session: stdio(failed('exit', 300)) });
const HEALTHY = evidenceOf({ session: stdio(CONNECTED) });

describe('one root cause', () => {
  test.each<[string, JudgedHit[], CauseId]>([
    ['a consequence gives way', [hit('server-crash', 'confirmed'), hit('port-in-use', 'confirmed')], 'port-in-use'],
    ['a likely reason beats a certain observation', [hit('server-crash', 'confirmed'), hit('env-var-missing', 'likely')], 'env-var-missing'],
    ['a mere possibility does not', [hit('server-crash', 'confirmed'), hit('env-var-missing', 'possible')], 'server-crash'],
    [
      'a certain specific cause is not explained by a guess',
      [hit('zod-version-conflict', 'likely'), hit('dependency-version-conflict', 'confirmed')],
      'dependency-version-conflict',
    ],
    [
      'over several steps',
      [hit('server-unresponsive', 'confirmed'), hit('startup-timeout-slow', 'confirmed'), hit('startup-timeout-download', 'likely')],
      'startup-timeout-download',
    ],
    ['confidence first', [hit('script-or-path-missing', 'likely'), hit('tls-cert-expired', 'confirmed')], 'tls-cert-expired'],
    ['then the earlier layer', [hit('tls-cert-expired', 'confirmed'), hit('dns-not-found', 'confirmed')], 'dns-not-found'],
    ['what only degrades is no reason for failing', [hit('tool-name-invalid', 'confirmed', 'degrades'), hit('port-in-use', 'likely')], 'port-in-use'],
  ])('%s', (_, hits, cause) => {
    expect(diagnose(hits, FAILED).diagnosis?.cause).toBe(cause);
  });

  test('consequences are listed with the root and are no findings', () => {
    const result = diagnose([hit('server-crash', 'confirmed'), hit('stdout-pollution', 'confirmed', 'hint'), hit('port-in-use', 'confirmed')], FAILED);
    expect(result.diagnosis?.explains).toEqual([{ cause: 'server-crash', message: 'title server-crash' }]);
    expect(result.findings).toEqual([]);
  });

  test('hits of one cause become one, with the words of the surest and the evidence of all', () => {
    const result = diagnose(
      [
        hit('port-in-use', 'likely', 'blocks', { title: 'b', evidence: [{ what: '2' }] }),
        hit('port-in-use', 'confirmed', 'blocks', { title: 'a', evidence: [{ what: '1' }, { what: '2' }] }),
      ],
      FAILED,
    );
    expect(result.diagnosis).toMatchObject({ title: 'a', confidence: 'confirmed', evidence: [{ what: '1' }, { what: '2' }] });
    expect(result.diagnosis?.drafts).toHaveLength(1);
  });

  test('a second problem of its own stays as a finding, a guess beside it only as a hint', () => {
    const result = diagnose([hit('port-in-use', 'confirmed'), hit('tls-cert-expired', 'confirmed'), hit('oom-killed', 'possible')], FAILED);
    expect(result.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['tls-cert-expired blocks', 'oom-killed hint']);
  });
});

describe('alternatives', () => {
  test('rivals of equal confidence below confirmed, each with what decides', () => {
    const result = diagnose([hit('command-not-installed', 'likely', 'blocks', { decisive: 'which uv' }), hit('command-not-on-client-path', 'likely')], FAILED);
    expect(result.diagnosis?.cause).toBe('command-not-installed');
    expect(result.alternatives?.map(({ cause }) => cause)).toEqual(['command-not-on-client-path']);
    expect([result.diagnosis, ...(result.alternatives ?? [])].every((one) => (one?.decisive ?? '').length > 0)).toBe(true);
  });

  test('none beside a confirmed cause, and never more than three', () => {
    expect(diagnose([hit('port-in-use', 'confirmed'), hit('oom-killed', 'confirmed')], FAILED).alternatives).toBeUndefined();
    const many = (['oom-killed', 'port-in-use', 'node-too-old', 'browser-not-installed', 'tls-cert-expired', 'dns-not-found'] as const).map((cause) =>
      hit(cause, 'possible'),
    );
    expect(diagnose(many, FAILED).alternatives).toHaveLength(3);
  });
});

describe('servers that connect', () => {
  test('hints are findings and no diagnosis', () => {
    const result = diagnose([hit('stdout-pollution', 'confirmed', 'hint')], HEALTHY);
    expect(result.diagnosis).toBeUndefined();
    expect(result.findings).toMatchObject([{ rule: 'stdout-pollution', severity: 'hint', message: 'title stdout-pollution. why stdout-pollution.' }]);
  });

  test('a finding that another one brings about is left out, unless it is more severe', () => {
    expect(
      diagnose([hit('invalid-jsonrpc', 'confirmed', 'hint'), hit('stdio-encoding', 'confirmed', 'hint')], HEALTHY).findings.map(({ rule }) => rule),
    ).toEqual(['stdio-encoding']);
    expect(diagnose([hit('invalid-jsonrpc', 'confirmed', 'risk'), hit('stdio-encoding', 'confirmed', 'hint')], HEALTHY).findings).toHaveLength(2);
  });

  test('what degrades is the diagnosis; nothing blocks', () => {
    expect(diagnose([hit('tool-schema-invalid', 'confirmed', 'blocks')], HEALTHY).diagnosis?.cause).toBe('tool-schema-invalid');
    expect(diagnose([hit('tool-schema-invalid', 'possible', 'blocks')], HEALTHY).findings[0]?.severity).toBe('degrades');
  });

  test('a later step that failed always has a diagnosis', () => {
    expect(diagnose([], evidenceOf({ session: stdio({ ...CONNECTED, degraded: 'tools/list: no answer' }) })).diagnosis).toMatchObject({
      confidence: 'possible',
    });
  });
});

describe('servers nobody could try', () => {
  const untried: Evidence = { ...evidenceOf({}), session: { state: 'skipped', reason: '--static' } };
  test('only certainty makes a diagnosis', () => {
    expect(diagnose([hit('script-or-path-missing', 'confirmed')], untried).diagnosis?.cause).toBe('script-or-path-missing');
    const guess = diagnose([hit('script-or-path-missing', 'likely')], untried);
    expect(guess.diagnosis).toBeUndefined();
    expect(guess.findings).toHaveLength(1);
  });

  test('a gate is the reason whatever else is wrong', () => {
    const gate = { cause: 'server-disabled', because: '"disabled" is true', todo: 'set it to false' } as const;
    const gated: Evidence = { ...evidenceOf({ entry: { loads: { state: 'gated', gate } } }), session: { state: 'skipped', reason: 'gated' } };
    expect(diagnose([hit('script-or-path-missing', 'confirmed')], gated).diagnosis?.cause).toBe('server-disabled');
    expect(diagnose([], gated).diagnosis).toMatchObject({ cause: 'server-disabled', confidence: 'confirmed' });
  });

  test('an entry the client drops has a diagnosis even when no rule spoke', () => {
    const dropped = evidenceOf({ entry: { loads: { state: 'dropped', why: 'entry-shape' } } });
    expect(diagnose([], dropped).diagnosis?.cause).toBe('config-entry-shape');
  });
});

describe('no rule spoke', () => {
  test.each<[string, Evidence, CauseId]>([
    ['exit', evidenceOf({ session: stdio(failed('exit'), { exit: { code: 1, signal: null, atMs: 5, beforeAnswer: true } }) }), 'server-crash'],
    ['silence', evidenceOf({ session: stdio(failed('silence')) }), 'server-unresponsive'],
    ['spawn ENOENT', evidenceOf({ session: stdio(failed('spawn'), { spawnError: { code: 'ENOENT', message: 'spawn x ENOENT' } }) }), 'command-not-installed'],
    [
      'an error to initialize',
      evidenceOf({ session: stdio(failed('rpc-error'), { messages: [{ dir: 'received', atMs: 1, id: 0, error: { code: -32603, message: 'no database' } }] }) }),
      'server-crash',
    ],
    [
      'refused',
      evidenceOf({ session: http(failed('tcp'), { exchanges: [exchange({ error: { phase: 'tcp', code: 'ECONNREFUSED', message: 'connect' } })] }) }),
      'server-not-running',
    ],
    [
      'expired',
      evidenceOf({ session: http(failed('tls'), { exchanges: [exchange({ error: { phase: 'tls', code: 'CERT_HAS_EXPIRED', message: 'expired' } })] }) }),
      'tls-cert-expired',
    ],
    ['500', evidenceOf({ session: http(failed('http-status'), { exchanges: [exchange({ status: 500 })] }) }), 'http-server-error'],
    ['404', evidenceOf({ session: http(failed('http-status'), { exchanges: [exchange({ status: 404 })] }) }), 'url-wrong-endpoint'],
    ['401', evidenceOf({ session: http({ kind: 'needs-authentication', atMs: 3 }) }), 'auth-required'],
  ])('%s still has a diagnosis with evidence', (_, evidence, cause) => {
    const { diagnosis } = diagnose([], evidence);
    expect(diagnosis).toMatchObject({ cause, confidence: 'possible' });
    expect(diagnosis?.evidence.length).toBeGreaterThan(0);
    expect(diagnosis?.title.length).toBeLessThanOrEqual(70);
  });

  test('every stage of failure has one', () => {
    const stages = [
      'spawn',
      'exit',
      'silence',
      'framing',
      'rpc-error',
      'version',
      'invalid-answer',
      'url',
      'proxy',
      'dns',
      'tcp',
      'tls',
      'http-timeout',
      'http-closed',
      'http-status',
      'http-body',
      'redirect',
      'stream',
    ] as const;
    for (const stage of stages) {
      expect(diagnose([], evidenceOf({ session: stdio(failed(stage)) })).diagnosis, stage).toBeDefined();
      expect(diagnose([], evidenceOf({ session: http(failed(stage)) })).diagnosis, stage).toBeDefined();
    }
  });
});

test('the order of hits never shows', () => {
  const hits = [
    hit('server-crash', 'confirmed'),
    hit('env-var-missing', 'likely'),
    hit('oom-killed', 'likely'),
    hit('port-in-use', 'likely'),
    hit('stdout-pollution', 'confirmed', 'hint'),
    hit('oom-killed', 'likely', 'blocks', { title: 'other words' }),
  ];
  const first = JSON.stringify(diagnose(hits, FAILED));
  for (let turn = 1; turn < hits.length; turn += 1) {
    expect(JSON.stringify(diagnose([...hits.slice(turn), ...hits.slice(0, turn)], FAILED))).toBe(first);
    expect(JSON.stringify(diagnose([...hits.slice(turn), ...hits.slice(0, turn)].toReversed(), FAILED))).toBe(first);
  }
});

test('text may have several causes, hints among them', () => {
  const ranked = rankCauses([hit('optional-method-unsupported', 'likely', 'hint'), hit('port-in-use', 'likely'), hit('server-crash', 'confirmed')]);
  expect(ranked.map(({ cause }) => cause)).toEqual(['port-in-use', 'optional-method-unsupported']);
  expect(diagnose([hit('optional-method-unsupported', 'likely', 'hint')], {}).diagnosis?.cause).toBe('optional-method-unsupported');
});
