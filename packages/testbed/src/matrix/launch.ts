import { FRAMING_CHECKS } from '../../../medic/src/rules/protocol/framing/index.ts';
import { LAUNCH_CHECKS } from '../../../medic/src/rules/protocol/launch/index.ts';
import type { VerifyResult } from '../../../medic/src/model/index.ts';
import type { AnyCheck } from '../../../medic/src/model/verify/index.ts';
import { SWITCHES, type SwitchId } from '../conformance/switches.ts';
import { verifyConformance, verifyProgram, type ConformanceRun } from '../verify-conformance.ts';
import { switchesOf, type Matrix, type Shown } from './row.ts';

const CHECKS: readonly AnyCheck[] = [...LAUNCH_CHECKS, ...FRAMING_CHECKS];

const EXPECTED: Matrix['expected'] = {
  'stdio.utf8--latin1': ['stdio.utf8-text'],
  'stdio.utf8--input': ['stdio.utf8-input'],
  'stdio.crlf--input': ['stdio.crlf-input'],
  // Requests that arrive together and requests that arrive during another are the same thing to a server that drops one of them.
  'stdio.interleave': ['stdio.merged-input', 'stdio.interleave'],
  'stdio.interleave--swapped': ['stdio.merged-input', 'stdio.interleave'],
  'stdio.chunked-input--merged': ['stdio.merged-input', 'stdio.interleave'],
};

/** Slow servers, in small: what is called slow is a fraction of what it is elsewhere, and only what measures starts is run. */
const SLOW: Readonly<Partial<Record<SwitchId, { readonly slowMs: number; readonly slowStartMs: number }>>> = {
  'launch.cold-start': { slowMs: 600, slowStartMs: 300 },
  'launch.first-run-download': { slowMs: 5_000, slowStartMs: 3_000 },
};
/** With these a server answers nothing that can be read: its first start is not waited for as long as a healthy one's. */
const SILENT: readonly (SwitchId | undefined)[] = [
  'stdio.newline-delimited--content-length',
  'stdio.newline-delimited--pretty',
  'stdio.newline-delimited--no-line-end',
  'stdio.utf8--utf-16',
  'stdio.flush',
];
const STARTS = LAUNCH_CHECKS.filter(({ needs }) => needs.every((need) => need === 'survey' || need === 'processes'));

export interface LaunchRow extends Shown {
  /** In a folder that holds `conformance.data.json`, which the server looks for. */
  readonly verifyIn: (folder: string) => Promise<VerifyResult>;
}

export const LAUNCH_ROWS: readonly LaunchRow[] = [
  { name: 'a program that is not there', expected: ['launch.command-found'], verifyIn: () => verifyProgram(['/conformance/no-such-program'], CHECKS) },
  ...switchesOf(/^(?:launch|stdio)\./).map((id) => ({
    name: id,
    expected: EXPECTED[id] ?? [SWITCHES[id].check],
    verifyIn: (folder: string) => verifyConformance(launchRun(folder, SWITCHES[id].eras === 'modern' ? 'modern' : 'legacy', id)),
  })),
];

/** A run as a client would start the server that has all it asks for: folder, variables, key. */
export function launchRun(folder: string, era: 'legacy' | 'modern' | 'dual', broken?: SwitchId): ConformanceRun {
  const slow = broken === undefined ? undefined : SLOW[broken];
  return {
    transport: 'stdio',
    options: { era, stateFolder: folder, ...(broken === undefined ? {} : { breaks: [broken] }), ...(slow === undefined ? {} : { slowMs: slow.slowMs }) },
    checks: slow === undefined ? CHECKS : STARTS,
    startLimitMs: SILENT.includes(broken) ? 4_000 : 30_000,
    ...(slow === undefined ? {} : { slowStartMs: slow.slowStartMs }),
    cwd: folder,
    env: { CONFORMANCE_HOME: folder, ...(broken === 'launch.env-required' ? {} : { CONFORMANCE_API_KEY: 'conformance-key' }) },
  };
}
