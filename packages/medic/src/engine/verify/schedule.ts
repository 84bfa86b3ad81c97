import type { AnyProbe } from '../../collect/verify/define-probe.ts';
import type { Transport } from '../../model/index.ts';
import type { Observer } from './observe.ts';

export interface Job {
  readonly observer: Observer;
  readonly probe: AnyProbe;
}

/** Probes that so many workers take from one queue. */
export interface Lane {
  readonly jobs: readonly Job[];
  readonly workers: number;
}

/** Lanes that run side by side. */
export interface Stage {
  readonly lanes: readonly Lane[];
  /** Their shared connections are closed before it. */
  readonly closes: readonly Observer[];
}

/** One starts while the other waits; more would measure this machine. */
const OWN_WORKERS = 2;

/**
 * Era after era, because some servers keep state that one era would spoil for the other; then what must be alone. Within an era a
 * worker speaks on the shared connection while others open their own. Where processes of a server were not seen to run side by
 * side, they come one after the other and the shared ones end before any other starts: a server that allows one instance must not
 * fail because of us. `allowsSeveral` is asked once the probe that finds that out has ended.
 */
export function* schedule(jobs: readonly Job[], transport: Transport, allowsSeveral: () => boolean): Iterable<Stage> {
  const first = jobs.filter(({ probe }) => probe.id === 'beside');
  if (first.length > 0) yield { lanes: [{ jobs: first, workers: 1 }], closes: [] };
  const isOpen = transport !== 'stdio' || allowsSeveral();
  const alone = jobs.filter(({ probe }) => probe.where === 'alone');
  const rest = jobs.filter((job) => !first.includes(job) && !alone.includes(job));
  const before: Observer[] = [];
  for (const observer of new Set(rest.map((job) => job.observer))) {
    const here = rest.filter((job) => job.observer === observer);
    const stages = isOpen ? [transport === 'stdio' ? layOutProcesses(here) : layOutSessions(here)] : layOutSingly(here);
    for (const [index, lanes] of stages.entries()) yield { lanes, closes: index === 0 ? [...before] : [observer] };
    before.push(observer);
  }
  // What is left of the shared connections ends there.
  const ending = new Set(alone.map(({ observer }) => observer));
  if (alone.length > 0) yield { lanes: [{ jobs: alone, workers: 1 }], closes: before.filter((observer) => !isOpen || !ending.has(observer)) };
}

function layOutProcesses(jobs: readonly Job[]): readonly Lane[] {
  return [
    { jobs: pick(jobs, 'aside', 'shared'), workers: 1 },
    { jobs: pick(jobs, 'spare'), workers: 1 },
    { jobs: pick(jobs, 'own'), workers: OWN_WORKERS },
  ];
}

function layOutSessions(jobs: readonly Job[]): readonly Lane[] {
  const shared = pick(jobs, 'shared');
  return [
    { jobs: shared, workers: 1 },
    { jobs: jobs.filter((job) => !shared.includes(job)), workers: 1 },
  ];
}

function layOutSingly(jobs: readonly Job[]): readonly (readonly Lane[])[] {
  return [pick(jobs, 'aside', 'shared'), pick(jobs, 'spare'), pick(jobs, 'own')]
    .filter((picked) => picked.length > 0)
    .map((picked) => [{ jobs: picked, workers: 1 }]);
}

function pick(jobs: readonly Job[], ...places: readonly AnyProbe['where'][]): readonly Job[] {
  return places.flatMap((place) => jobs.filter(({ probe }) => probe.where === place));
}
