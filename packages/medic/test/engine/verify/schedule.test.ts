import { describe, expect, it } from 'vitest';
import { PROBES } from '../../../src/collect/verify/index.ts';
import type { Observer } from '../../../src/engine/verify/observe.ts';
import { runStages } from '../../../src/engine/verify/run-stages.ts';
import { schedule, type Job } from '../../../src/engine/verify/schedule.ts';

interface Seen {
  readonly id: string;
  readonly observer: Observer;
  /** What ran when it began. */
  readonly beside: readonly Job[];
}

function observer(closed: string[], name: string): Observer {
  return { close: () => Promise.resolve(void closed.push(name)) } as unknown as Observer;
}

const jobsOf = (of: Observer): readonly Job[] => PROBES.map((probe) => ({ observer: of, probe }));

async function runAll(jobs: readonly Job[], transport: 'stdio' | 'http', allowsSeveral: boolean): Promise<readonly Seen[]> {
  const running = new Set<Job>();
  const seen: Seen[] = [];
  const work = async (job: Job): Promise<void> => {
    seen.push({ id: job.probe.id, observer: job.observer, beside: [...running] });
    running.add(job);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(job);
  };
  for await (const { done } of runStages(
    schedule(jobs, transport, () => allowsSeveral),
    work,
  ))
    expect(done).toBeLessThan(jobs.length);
  return seen;
}

const places = new Map(PROBES.map(({ id, where }) => [id as string, where]));

describe('the schedule of a run', () => {
  it.each([
    ['stdio', true],
    ['stdio', false],
    ['http', true],
  ] as const)('runs every probe of both eras once over %s, and never two eras side by side (several allowed: %s)', async (transport, several) => {
    const legacy = observer([], 'legacy');
    const modern = observer([], 'modern');
    const seen = await runAll([...jobsOf(legacy), ...jobsOf(modern)], transport, several);
    for (const one of [legacy, modern])
      expect(
        seen
          .filter((job) => job.observer === one)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([...places.keys()].toSorted());
    expect(seen.filter((one) => one.beside.some((job) => job.observer !== one.observer))).toEqual([]);
  });

  it('starts processes one after the other where two were not seen to run side by side', async () => {
    const seen = await runAll(jobsOf(observer([], 'legacy')), 'stdio', false);
    expect(seen.filter(({ beside }) => beside.length > 0)).toEqual([]);
  });

  it('runs nothing beside a probe that takes times or kills, and nothing after it', async () => {
    const seen = await runAll(jobsOf(observer([], 'legacy')), 'stdio', true);
    expect(seen.some(({ beside }) => beside.length > 1)).toBe(true);
    expect(places.get(seen.at(-1)?.id ?? '')).toBe('alone');
    expect(seen.at(-1)?.beside).toEqual([]);
  });

  it('speaks on each shared connection with one probe at a time', async () => {
    const seen = await runAll(jobsOf(observer([], 'legacy')), 'stdio', true);
    for (const { id, beside } of seen) {
      const place = places.get(id);
      if (place === 'shared' || place === 'spare') expect(beside.filter(({ probe }) => probe.where === place)).toEqual([]);
    }
  });

  it('closes what one era opened before the next begins', async () => {
    const closed: string[] = [];
    const legacy = observer(closed, 'legacy');
    await runAll([...jobsOf(legacy), ...jobsOf(observer(closed, 'modern'))], 'stdio', true);
    expect(closed[0]).toBe('legacy');
  });

  it('begins nothing more when nobody listens any longer', async () => {
    const begun: string[] = [];
    const jobs = jobsOf(observer([], 'legacy'));
    for await (const step of runStages(
      schedule(jobs, 'stdio', () => true),
      async ({ probe }) => {
        begun.push(probe.id);
        await new Promise((resolve) => setImmediate(resolve));
      },
    ))
      if (step.job.probe.id === 'lists') break;
    expect(begun.length).toBeLessThan(jobs.length / 2);
  });
});
