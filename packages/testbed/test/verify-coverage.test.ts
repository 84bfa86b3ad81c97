import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../medic/src/rules/protocol/index.ts';
import { TOKENS } from '../src/conformance/auth/tokens.ts';
import { SWITCHES } from '../src/conformance/switches.ts';
import { ALL_ROWS } from '../src/matrix/all.ts';
import { HEALTHY_RUNS } from '../src/matrix/healthy.ts';
import { GOOD_HTTPS, NETWORK_ROWS } from '../src/matrix/network.ts';
import { UNCLAIMED } from '../src/matrix/row.ts';
import { idsAgainst, verifyConformance } from '../src/verify-conformance.ts';

const IDS = CHECKS.map(({ id }) => id);

/** Checks that no loopback server can fail, or pass; packages/medic/test/rules/protocol/network.test.ts judges stored evidence instead. */
const NEVER_FAILED: Readonly<Record<string, string>> = {
  'net.localhost-family': 'what localhost means first is a matter of the machine',
  'net.docker-loopback': 'it takes a container and the name that leads out of it',
  'http.bind-all': 'tests listen on loopback only',
};
const NEVER_PASSED: Readonly<Record<string, string>> = {
  'net.localhost-family': 'what localhost means first is a matter of the machine',
  'net.docker-loopback': 'it takes a container',
  'net.proxy-env': 'a proxy that is right concerns other machines only',
};

describe('every check', () => {
  it('is failed by a server of a matrix', () => {
    const shown = new Set(ALL_ROWS.flatMap(({ expected }) => expected));
    expect(IDS.filter((id) => !shown.has(id) && !Object.hasOwn(NEVER_FAILED, id))).toEqual([]);
    expect(Object.keys(NEVER_FAILED).filter((id) => shown.has(id) || !IDS.includes(id))).toEqual([]);
    expect([...shown].filter((id) => !IDS.includes(id))).toEqual([]);
  });

  it('has its switches in a matrix, or the switch says why no check claims it', () => {
    const names = new Set(ALL_ROWS.map(({ name }) => name));
    const unclaimed = Object.keys(UNCLAIMED);
    expect(Object.keys(SWITCHES).filter((id) => !names.has(id) && !unclaimed.includes(id))).toEqual([]);
    expect(unclaimed.filter((id) => names.has(id) || !Object.hasOwn(SWITCHES, id))).toEqual([]);
  });
});

describe('a server that keeps every rule', () => {
  const passed = new Set<string>();

  it.concurrent.each(HEALTHY_RUNS)('fails no check: $name', { timeout: 240_000 }, async ({ expected = [], ...run }) => {
    const result = await verifyConformance(run);
    for (const { id, status } of result.checks) if (status === 'pass') passed.add(id);
    expect(idsAgainst(result)).toEqual(expected);
    for (const token of Object.values(TOKENS)) expect(JSON.stringify(result)).not.toContain(token);
  });

  it.concurrent(`fails no check: ${GOOD_HTTPS}`, { timeout: 60_000 }, async () => {
    const result = await NETWORK_ROWS.find(({ name }) => name === GOOD_HTTPS)?.verify();
    for (const { id, status } of result?.checks ?? []) if (status === 'pass') passed.add(id);
    expect(result === undefined ? undefined : idsAgainst(result)).toEqual([]);
  });

  it('passes every check in one of its kinds', () => {
    expect(IDS.filter((id) => !passed.has(id) && !Object.hasOwn(NEVER_PASSED, id))).toEqual([]);
  });
});
