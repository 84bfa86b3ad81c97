import { afterAll, describe, expect, it } from 'vitest';
import type { CauseId, DoctorResult } from '../../medic/src/model/index.ts';
import { ADVICE_ONLY } from '../src/advice-only.ts';
import type { Case } from '../src/case.ts';
import { checkHealthy } from '../src/check-case.ts';
import { cureCase, type Cure } from '../src/cure.ts';
import { loadCases } from '../src/load-cases.ts';

/** Fixes that are right and cannot make this machine's copy of the case healthy. */
const BEYOND_THIS_MACHINE: Readonly<Record<string, string>> = {
  'tls-hostname-mismatch': 'the name in the certificate has no address here; applied, found no better, taken back',
};

const cases = (await loadCases()).filter(({ replayOnly }) => replayOnly === undefined);
const rows: { readonly id: string; readonly cause: CauseId; readonly cure: Cure }[] = [];

// Most of a case is waiting for a process or a limit, so several run at once.
describe.concurrent('cure: every fix that can be carried out, carried out and taken back', () => {
  it.each(cases)('$id', { timeout: 60_000 }, async (testCase) => {
    const cure = await cureCase(testCase);
    rows.push({ id: testCase.id, cause: testCase.expect.cause, cure });
    expect({ leftovers: cure.leftovers, refusals: cure.refusals, worse: cure.worse }).toEqual({ leftovers: [], refusals: [], worse: [] });
    expect(cure.result.repairs?.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    const isCarriedOut = cure.result.repairs?.some(({ outcome }) => outcome === 'kept' || outcome === 'taken-back') === true;
    if (isCarriedOut && BEYOND_THIS_MACHINE[testCase.id] === undefined) expect(complaints(testCase, cure.result)).toEqual([]);
  });
});

/** As for the healthy twin; a leftover that harms nothing may stay, such as the entry in the file that nobody reads. */
function complaints(testCase: Case, result: DoctorResult): readonly string[] {
  return checkHealthy(testCase, result).filter((complaint) => !complaint.includes('(risk)'));
}

it('says of every cause that no case is cured of why not', () => {
  const cured = new Set(rows.filter(isCured).map(({ cause }) => cause));
  expect(rows.filter(({ cause }) => !cured.has(cause) && ADVICE_ONLY[cause] === undefined).map(describeRow)).toEqual([]);
});

/** What was found, offered and done, so that a failure says which of them went wrong. */
function describeRow({ id, cure: { offered, result } }: (typeof rows)[number]): string {
  const found = result.servers.map(({ diagnosis }) => diagnosis?.cause ?? 'nothing');
  const fixes = offered.map((fix) => `${fix.id} (${fix.proof}: ${fix.proofDetail ?? ''})`);
  return `${id}: found ${found.join(', ')}; offered ${fixes.join(', ')}; ${(result.repairs ?? []).map(({ outcome }) => outcome).join(', ')}`;
}

function isCured({ cure }: (typeof rows)[number]): boolean {
  return cure.result.repairs?.some(({ outcome }) => outcome === 'kept') === true;
}

afterAll(() => {
  const cured = rows.filter(isCured);
  const causes = [...new Set(cured.map(({ cause }) => cause))].toSorted();
  const lines = cured
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, cure: { offered, result } }) =>
      (result.repairs ?? []).map((repair) => {
        const fix = offered.find((one) => one.id === repair.fix);
        return `  ${id.padEnd(42)}${repair.fix.padEnd(24)}${(fix?.safety ?? '').padEnd(8)}${(fix?.proof ?? '').padEnd(11)}${repair.outcome}`;
      }),
    );
  const advice = [...new Set(rows.map(({ cause }) => cause))].filter((cause) => !causes.includes(cause)).toSorted();
  console.log(
    [
      `\nCases repaired by mcp-medic: ${cured.length} of ${rows.length}; causes: ${causes.length}`,
      ...lines,
      `Advice only (${advice.length}):`,
      ...advice.map((cause) => `  ${cause.padEnd(34)}${ADVICE_ONLY[cause] ?? ''}`),
    ].join('\n'),
  );
});
