import type { Job, Lane, Stage } from './schedule.ts';

/** Runs the stages one after the other, the lanes of each side by side, and tells of each job that it begins. */
export async function* runStages(stages: Iterable<Stage>, work: (job: Job) => Promise<void>): AsyncIterable<{ readonly job: Job; readonly done: number }> {
  const begun: Job[] = [];
  const queues: Job[][] = [];
  let done = 0;
  let wake: () => void = () => undefined;
  async function takeFrom(queue: Job[]): Promise<void> {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      begun.push(job);
      wake();
      await work(job);
      done += 1;
    }
  }
  const runLane = ({ jobs, workers }: Lane): Promise<unknown> => {
    const queue = [...jobs];
    queues.push(queue);
    return Promise.all(Array.from({ length: workers }, () => takeFrom(queue)));
  };
  for (const { lanes, closes } of stages) {
    await Promise.all(closes.map((observer) => observer.close()));
    const stage = { isOver: false };
    const all = Promise.all(lanes.map(runLane)).finally(() => {
      stage.isOver = true;
      wake();
    });
    try {
      while (!stage.isOver || begun.length > 0) {
        const job = begun.shift();
        if (job !== undefined) yield { job, done };
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      // Who stops listening stops the run: nothing new begins.
      for (const queue of queues) queue.length = 0;
      await all;
    }
  }
}
