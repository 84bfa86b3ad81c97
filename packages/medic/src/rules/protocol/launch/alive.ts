import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteEnd } from '../quote-streams.ts';
import { betterCheck } from './needs-said.ts';

const found: AnyCheck = defineCheck({
  id: 'launch.command-found',
  group: 'launch',
  title: 'Can be started with the command as written',
  level: 'practice',
  why: 'A command that is not found or not executable is the most frequent reason for "could not connect".',
  fix: 'Run mcp-medic with the same target: it looks for the program and proposes the command that works.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey: { failure } }) {
    return failure === undefined ? PASS : fail({ what: 'the program was not started', quote: failure });
  },
});

const alive: AnyCheck = defineCheck({
  id: 'launch.alive',
  group: 'launch',
  title: 'Keeps running after its start',
  level: 'practice',
  why: 'A server that ends at once leaves the client with "connection closed".',
  fix: 'Read the quoted lines of stderr; mcp-medic with the same target names the cause where it knows it.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey, run }) {
    const { streams, failure, initialize, discover } = survey;
    if (failure !== undefined) return notTested('the program was not started, see launch.command-found');
    const facts = streams?.legacy ?? streams?.modern;
    if (facts?.exit === undefined || run.eras.length > 0) return PASS;
    const better = betterCheck(survey);
    if (better !== undefined) return notTested(`see ${better}`);
    const [first] = [initialize, discover].filter((turn) => turn !== undefined);
    return first?.answer === undefined ? fail(quoteEnd(facts, 'the process ended before it answered')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [found, alive];
