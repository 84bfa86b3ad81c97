import { describe, expect, it } from 'vitest';
import { TRANSPORT_ROWS } from '../src/matrix/transport.ts';
import { VERSION_ROWS } from '../src/matrix/version.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

/** Faults behind which nothing else can be seen, each of which a run with all checks names alone. */
const ROOTS: readonly string[] = [
  'http.status-5xx',
  'http.path',
  'http.rate-limit',
  'ht.sse-parse--not-json',
  'ht.sse-no-request',
  'ht.version-header-good',
  'sse.endpoint--json',
  'ver.legacy-init--no-capabilities',
  'rpc.envelope--code',
  'rpc.unknown-method',
];
const rows = [...TRANSPORT_ROWS, ...VERSION_ROWS].filter(({ name }) => ROOTS.includes(name));

describe.concurrent('a run with all checks', () => {
  it.each(rows)('names $name alone', { timeout: 120_000 }, async ({ run: { checks: _own, ...run }, expected }) => {
    const against = idsAgainst(await verifyConformance(run)).filter((id) => id !== 'ver.client-match');
    expect(against).toEqual(expected);
  });
});
