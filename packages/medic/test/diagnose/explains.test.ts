import { describe, expect, test } from 'vitest';
import { EXPLANATIONS } from '../../src/diagnose/explains-table.ts';
import { explainsCause, isObservation } from '../../src/diagnose/explains.ts';
import { CAUSES_BY_LAYER } from '../../src/model/ids.ts';
import type { CauseId } from '../../src/model/index.ts';

const ALL: readonly CauseId[] = Object.values(CAUSES_BY_LAYER).flat();

describe('explains table', () => {
  test('names only causes of the contract', () => {
    const named = new Set(EXPLANATIONS.flatMap(({ by, what }) => [...by, ...what]));
    expect([...named].filter((cause) => !ALL.includes(cause))).toEqual([]);
  });

  test('has no cycles: no cause explains one that explains it', () => {
    const pairs = ALL.flatMap((one) => ALL.filter((other) => explainsCause(one, other) && explainsCause(other, one)).map((other) => `${one} ${other}`));
    expect(pairs).toEqual([]);
  });

  test('every cause has a place: it explains something or something explains it', () => {
    const alone = ALL.filter((cause) => !ALL.some((other) => explainsCause(cause, other) || explainsCause(other, cause)));
    expect(alone).toEqual([]);
  });

  test.each<[CauseId, CauseId]>([
    ['command-not-installed', 'server-crash'],
    ['port-in-use', 'server-crash'],
    ['docker-daemon-down', 'server-crash'],
    ['node-too-old', 'server-crash'],
    ['env-var-missing', 'server-crash'],
    ['stdout-pollution', 'server-unresponsive'],
    ['stdout-pollution', 'invalid-jsonrpc'],
    ['tls-cert-expired', 'tls-hostname-mismatch'],
    ['tls-cert-expired', 'tls-private-ca'],
    ['tls-hostname-mismatch', 'tls-private-ca'],
    ['auth-token-rejected', 'auth-required'],
    ['wrong-transport-type', 'url-wrong-endpoint'],
    ['wrong-transport-type', 'html-response'],
    ['variable-not-expanded', 'url-refused-by-client'],
    ['variable-not-expanded', 'dns-not-found'],
    ['variable-not-expanded', 'auth-token-rejected'],
    ['placeholder-value', 'auth-token-rejected'],
    ['value-whitespace', 'auth-token-rejected'],
    ['config-syntax', 'server-crash'],
    ['config-syntax', 'placeholder-value'],
    ['startup-timeout-download', 'startup-timeout-slow'],
    ['startup-timeout-download', 'server-unresponsive'],
    ['cwd-missing-or-relative', 'command-not-installed'],
    ['oauth-callback-port-in-use', 'port-in-use'],
    ['stateless-era-mismatch', 'protocol-version-mismatch'],
  ])('%s explains %s', (one, other) => {
    expect(explainsCause(one, other)).toBe(true);
    expect(explainsCause(other, one)).toBe(false);
  });

  test.each<[CauseId, CauseId]>([
    ['command-not-installed', 'command-not-on-client-path'],
    ['startup-timeout-slow', 'request-timeout-long-tool'],
    ['dns-not-found', 'tls-cert-expired'],
  ])('%s and %s are rivals', (one, other) => {
    expect(explainsCause(one, other) || explainsCause(other, one)).toBe(false);
  });

  test('observations explain no specific cause', () => {
    const observations: readonly CauseId[] = ['server-crash', 'server-unresponsive', 'http-server-error'];
    const wrong = observations.flatMap((one) =>
      ALL.filter((other) => explainsCause(one, other) && !isObservation(other) && other !== 'client-version-bug').map((other) => `${one} ${other}`),
    );
    expect(wrong).toEqual([]);
  });
});
