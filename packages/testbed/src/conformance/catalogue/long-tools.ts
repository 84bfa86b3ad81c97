import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../exchange.ts';
import type { Result } from '../rpc.ts';
import { textBlock } from './content.ts';
import { log } from './logging.ts';

/** Counts with progress and log messages; a short step each time, so that they can be told apart. */
export async function count(steps: number, exchange: Exchange): Promise<Result> {
  const { notify, progressToken, settings, signal } = exchange;
  const { broken } = settings;
  for (let step = 1; step <= steps && !signal.aborted; step += 1) {
    log('info', `step ${step}`, exchange);
    if (progressToken !== undefined)
      notify('notifications/progress', {
        progressToken: broken('res.progress--token') ? `${progressToken}x` : progressToken,
        progress: broken('res.progress') ? steps - step : step,
        total: steps,
      });
    await sleep(10);
  }
  if (broken('res.progress--after') && progressToken !== undefined)
    setTimeout(() => notify('notifications/progress', { progressToken, progress: steps + 1, total: steps }), 50).unref();
  return { content: [textBlock(`counted to ${steps}`)] };
}

/** Answers after the time; ends early once the peer has cancelled. */
export async function wait(ms: number, { signal, settings: { broken, crash } }: Exchange): Promise<Result> {
  await sleep(ms, undefined, broken('res.cancel') ? {} : { signal }).catch(() => {});
  if (signal.aborted && broken('res.cancel--ends')) crash();
  return { content: [textBlock(`waited ${ms} ms`)] };
}
