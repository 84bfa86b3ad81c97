import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { PASS, warn } from '../judgements.ts';

const cold: AnyCheck = defineCheck({
  id: 'launch.cold-start',
  group: 'launch',
  title: 'Answers the first message within 5 seconds of its start',
  level: 'practice',
  why: 'Clients give a server from 5 to 60 seconds; every start of the client waits that long.',
  fix: 'Answer initialize first and load models, databases and indexes afterwards.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({ processes: { killed, again }, run }) {
    const ms = Math.min(killed.startMs, again.startMs);
    return ms > run.slowStartMs ? warn({ what: 'two starts took at least so long until the first answer', quote: `${ms} ms` }) : PASS;
  },
});

const download: AnyCheck = defineCheck({
  id: 'launch.first-run-download',
  group: 'launch',
  title: 'Takes no much longer for its first start than for the next',
  level: 'practice',
  why: 'A package that is downloaded during the handshake runs into the limit of the client on a slow line.',
  fix: 'Install the package beforehand and start it by its path.',
  transports: ['stdio'],
  once: true,
  needs: ['survey', 'processes'],

  judge({ survey: { initialize, discover }, processes: { killed, again }, run }) {
    const firstMs = initialize?.ms ?? discover?.ms ?? 0;
    const laterMs = Math.min(killed.startMs, again.startMs);
    return firstMs > run.slowStartMs && firstMs > 2 * laterMs
      ? warn({ what: 'time until the first answer', quote: `first start ${firstMs} ms, later ${laterMs} ms` })
      : PASS;
  },
});

export const checks: readonly AnyCheck[] = [cold, download];
