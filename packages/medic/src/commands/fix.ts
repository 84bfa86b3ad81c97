import { runFix, type Answer, type Proposal } from '../engine/fix.ts';
import type { DoctorEvent, DoctorRequest } from '../engine/request.ts';
import type { DoctorResult } from '../model/index.ts';
import type { TextOptions } from '../report/text/options.ts';
import { renderProposal, renderRepair } from '../report/text/repairs.ts';
import { createTreatContext } from '../treat/context.ts';
import { ask, canAsk } from './ask.ts';
import type { Printer } from './print-doctor.ts';
import { readTerminal } from './terminal.ts';

type Flags = Readonly<Record<string, unknown>>;

/**
 * `doctor --fix`: the events of a run, with fixes carried out before the last one. What is asked and done is shown on stderr,
 * so that the report on stdout stays whole.
 */
export async function* fixMachine(request: DoctorRequest, flags: Flags, printer: Printer): AsyncIterable<DoctorEvent> {
  const terminal = readTerminal(process.stderr, process.env);
  const options: TextOptions = { columns: terminal.columns, style: terminal.style, home: request.roots.home, all: false };
  const say = (lines: readonly string[]): void => {
    printer.pause();
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  };
  const events = createChannel<DoctorEvent>();
  const run = runFix(request, {
    treat: createTreatContext(request.roots),
    checks: flags['check'] === true,
    onEvent: events.put,
    onRepair: (repair) => {
      if (repair.outcome !== 'shown') say(renderRepair(repair, options));
    },
    decide: async (proposal) => {
      // Everything found so far is on the screen before anything is asked.
      await events.drained();
      say(renderProposal(proposal.fix, proposal.problem, whereOf(proposal), options));
      return decide(proposal, flags);
    },
  });
  run.then(events.close, events.close);
  yield* events.read();
  const result = await run;
  if (result.repairs?.length === 0 && isIll(result)) say(['', 'None of the fixes above can be carried out by mcp-medic; they need you.']);
  yield { type: 'done', result };
}

function whereOf({ clientName, server }: Proposal): string {
  return server === undefined ? clientName : `${server} in ${clientName}`;
}

function isIll({ summary, configs }: DoctorResult): boolean {
  return summary.failing + summary.degraded > 0 || configs.some(({ findings }) => findings.some(({ severity }) => severity === 'blocks'));
}

/** `--yes` stands for a yes to what is safe and was proven; everything else takes a person. */
async function decide({ fix }: Proposal, flags: Flags): Promise<Answer> {
  if (flags['dry-run'] === true) return 'show';
  if (flags['yes'] === true && fix.safety === 'safe' && fix.proof === 'proven') return 'apply';
  if (!canAsk()) return { declined: whyNotApplied(fix.safety, fix.proof, flags['yes'] === true) };
  const answer = (await ask('      Apply it? [y]es, [N]o, [q]uit: ')).trim().toLowerCase();
  if (answer === 'q' || answer === 'quit') return 'stop';
  return answer === 'y' || answer === 'yes' ? 'apply' : { declined: 'you said no; nothing was written' };
}

function whyNotApplied(safety: string, proof: string, saysYes: boolean): string {
  if (!saysYes) return 'nothing was written: there is no terminal to ask at; --yes applies safe fixes that were proven';
  return safety === 'safe' && proof !== 'proven'
    ? 'nothing was written: --yes applies only fixes that were proven; run it at a terminal'
    : 'nothing was written: a person has to look at it first; run it at a terminal';
}

interface Channel<T> {
  readonly put: (item: T) => void;
  readonly close: () => void;
  /** Fulfilled when everything put so far was taken. */
  readonly drained: () => Promise<void>;
  readonly read: () => AsyncIterable<T>;
}

/** Hands items from callbacks to a loop, in order. */
function createChannel<T>(): Channel<T> {
  const items: T[] = [];
  let isClosed = false;
  let wake = (): void => undefined;
  let onEmpty: (() => void)[] = [];
  const settle = (): void => {
    for (const done of onEmpty) done();
    onEmpty = [];
  };
  return {
    put: (item) => {
      items.push(item);
      wake();
    },
    close: () => {
      isClosed = true;
      wake();
    },
    drained: async () => {
      if (items.length > 0) await new Promise<void>((resolve) => onEmpty.push(resolve));
    },
    async *read() {
      for (;;) {
        for (let item = items.shift(); item !== undefined; item = items.shift()) yield item;
        settle();
        if (isClosed) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
