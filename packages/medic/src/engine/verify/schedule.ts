import type { AnyProbe } from '../../collect/verify/define-probe.ts';
import type { Transport } from '../../model/index.ts';
import type { Observer } from './observe.ts';

export interface Job {
  readonly observer: Observer;
  readonly probe: AnyProbe;
}

/** Probes that run side by side. */
export interface Step {
  readonly jobs: readonly Job[];
  /** The connections that probes share are closed before it. */
  readonly isAlone: boolean;
}

/**
 * Over HTTP two at a time: one on the shared connection, one that opens its own; more would measure this machine. Processes come
 * one after the other, and the shared ones end before any other starts: a server that allows one instance must not fail
 * because of us. Eras never run side by side, because some servers keep state that one era would spoil for the other.
 */
export function schedule(jobs: readonly Job[], transport: Transport): readonly Step[] {
  return transport === 'stdio' ? oneByOne(jobs) : twoAtATime(jobs);
}

function twoAtATime(jobs: readonly Job[]): readonly Step[] {
  const shared = jobs.filter(({ probe }) => probe.where === 'shared');
  const others = jobs.filter(({ probe }) => probe.where !== 'shared');
  return Array.from({ length: Math.max(shared.length, others.length) }, (_, i) => ({
    jobs: [shared[i], others[i]].filter((job) => job !== undefined),
    isAlone: false,
  }));
}

function oneByOne(jobs: readonly Job[]): readonly Step[] {
  const steps: Step[] = [];
  for (const observer of new Set(jobs.map((job) => job.observer))) {
    const own = jobs.filter((job) => job.observer === observer);
    for (const where of ['aside', 'shared', 'spare', 'own'] as const) {
      const here = own.filter(({ probe }) => probe.where === where);
      steps.push(...here.map((job, index) => ({ jobs: [job], isAlone: index === 0 && (where === 'spare' || where === 'own') })));
    }
  }
  return steps;
}
