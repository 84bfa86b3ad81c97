import { SWITCHES, type SwitchId } from '../conformance/switches.ts';
import type { LegacyRevision } from '../conformance/revisions.ts';
import type { ConformanceRun } from '../verify-conformance.ts';

/** A server that breaks something, and the checks that must say so; no other check may. */
export interface Shown {
  /** The switch, or words where no switch is turned. */
  readonly name: string;
  readonly expected: readonly string[];
}

export interface Row extends Shown {
  readonly run: ConformanceRun;
}

/** What a matrix says about its switches beyond what stands with the switch itself. */
export interface Matrix {
  /** Which switches are its own. */
  readonly includes: RegExp;
  /** Checks against a switch where that is more or another than the switch's own row of the catalogue. */
  readonly expected: Readonly<Partial<Record<SwitchId, readonly string[]>>>;
  readonly runFor: (id: SwitchId, needs: Needs) => ConformanceRun;
}

interface Needs {
  readonly transport: ConformanceRun['transport'];
  readonly era: 'legacy' | 'modern' | 'dual';
  readonly words: readonly string[];
  readonly revision?: LegacyRevision;
}

/** One row for each switch of a matrix that a check claims. */
export function rowsOf({ includes, expected, runFor }: Matrix): readonly Row[] {
  return switchesOf(includes).map((id) => ({ name: id, run: runFor(id, needsOf(id)), expected: expected[id] ?? [SWITCHES[id].check] }));
}

/** The switches of these names that a check claims. */
export function switchesOf(includes: RegExp): readonly SwitchId[] {
  return (Object.keys(SWITCHES) as SwitchId[]).filter((id) => includes.test(id) && !Object.hasOwn(UNCLAIMED, id));
}

/** HTTP where the fault shows there: it needs no process. */
function needsOf(id: SwitchId): Needs {
  const { transports, eras, needs: words = [] } = SWITCHES[id];
  const transport = (['http', 'sse', 'stdio'] as const).find((one) => transports.includes(one)) ?? 'stdio';
  const revision = words.find((word) => word.startsWith('revision '))?.slice('revision '.length) as LegacyRevision | undefined;
  const era = transport === 'sse' ? 'legacy' : eras === 'both' || words.includes('dual') ? 'dual' : eras;
  return { transport, era, words, ...(revision === undefined ? {} : { revision }) };
}

/** Switches whose fault no check claims, each with the reason. They are for other verifiers and for people who read the wire. */
export const UNCLAIMED: Readonly<Partial<Record<SwitchId, string>>> = {
  'rpc.batch--later': 'later revisions leave open whether a batch is refused',
  'rpc.batch--initialize': 'a client that puts initialize into a batch is wrong itself',
  'auth.dcr-post': 'nobody is registered',
  'auth.dcr-post--application-type': 'nobody is registered',
  'auth.dcr-post--status': 'nobody is registered',
  'cap.listen-filter--after-cancel': 'it shows when something changes, and a tool that changes something is never called',
  'tool.content-types--too-new': 'in 2024-11-05 no tool can say that it only reads, so none is called',
  'res.cancel': 'it takes a call that lasts, and no tool says how long it takes',
  'res.cancel--ends': 'it takes a call that lasts, and no tool says how long it takes',
  'res.timeout': 'how long a call may take depends on the tool',
};
