import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const FAST_MS = 2_000;

/** Claude Code and Copilot CLI begin with server/discover and wait up to some seconds for an answer (2026-11-20). */
export const check: AnyCheck = defineCheck({
  id: 'ver.discover-on-legacy',
  group: 'version',
  title: 'Answers the unknown server/discover at once, with any error',
  level: 'practice',
  why: 'Clients that ask for the newer era first wait for this answer; silence delays every start, an exit makes some give up.',
  fix: 'Answer unknown methods with error -32601 also before initialize, and keep running.',
  eras: ['legacy'],
  transports: ['stdio', 'http'],
  needs: ['survey'],

  judge({ survey: { discover }, run }) {
    if (run.eras.includes('modern')) return notApplicable('the server speaks server/discover');
    if (run.eras.length === 0) return notTested('the server answers no first message, see ver.era');
    if (discover === undefined) return notApplicable('the run was restricted to a revision with initialize');
    if (discover.end === 'silent') return warn(quoteTurn(discover, 'no answer to server/discover'));
    if (discover.end === 'exited') return warn(quoteTurn(discover, 'the process ended when server/discover came first'));
    return discover.ms > FAST_MS && run.transport === 'http' ? warn(quoteTurn(discover, `server/discover was refused only after ${discover.ms} ms`)) : PASS;
  },
});
