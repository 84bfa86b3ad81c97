import { runDoctor } from '../../medic/src/engine/doctor.ts';
import type { DoctorResult, Evidence } from '../../medic/src/model/index.ts';
import { buildBed, type Bed } from './bed.ts';
import type { Case, Scene } from './case.ts';
import { patienceOf } from './patience.ts';

export interface CaseRun {
  readonly result: DoctorResult;
  /** Evidence of each server by name, with the scope behind it where two have the same name. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly bed: Bed;
}

/** Runs the doctor on one scene of a case; one that is `replayOnly` is only read. The bed is closed when `use` has ended. */
export async function runScene<T>(testCase: Case, scene: Scene, use: (run: CaseRun) => T | Promise<T>): Promise<T> {
  const bed = await buildBed(scene);
  try {
    const seen: { readonly name: string; readonly scope: string; readonly evidence: Evidence }[] = [];
    let result: DoctorResult | undefined;
    const { home, project, env } = bed;
    for await (const event of runDoctor({
      roots: { home, project, platform: testCase.platform ?? 'linux', env, isolated: true },
      version: '0.0.0-test',
      clients: [testCase.client],
      targets: [],
      isStatic: testCase.replayOnly !== undefined,
      trustsProject: testCase.trust === true,
      withSteps: false,
      patienceMs: await patienceOf(testCase),
    })) {
      if (event.type === 'server') seen.push({ name: event.result.name, scope: event.result.scope, evidence: event.evidence });
      if (event.type === 'done') result = event.result;
    }
    if (result === undefined) throw new Error('the doctor ended without a result');
    // One name may stand in several files; then the scope tells them apart.
    const isTwice = (name: string): boolean => seen.filter((one) => one.name === name).length > 1;
    const evidence = Object.fromEntries(seen.map((one) => [isTwice(one.name) ? `${one.name} (${one.scope})` : one.name, one.evidence]));
    return await use({ result, evidence, bed });
  } finally {
    await bed.close();
  }
}
