import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const LOGIN_WORDS = /\boauth\b|\blog ?in\b|\bsign ?in\b|\bunauthori[sz]ed\b|\bauthorization (?:is )?required\b|\bauthenticat/iu;

/** A process has no 401 to answer with, and no client starts a login for one. */
export const check: AnyCheck = defineCheck({
  id: 'auth.stdio-env',
  group: 'auth',
  title: 'Over stdio, takes credentials from the environment and asks for no login',
  level: 'SHOULD',
  spec: '2025-11-25 basic/authorization#protocol-requirements',
  why: 'Clients start a login for HTTP servers only; a process that asks for one in the handshake never gets it.',
  fix: 'Read credentials from environment variables, and answer initialize also when they are missing.',
  transports: ['stdio'],
  withoutLogin: true,
  needs: ['survey'],

  judge({ survey: { initialize, discover }, run }) {
    const turn = run.era === 'modern' ? discover : initialize;
    if (turn?.answer === undefined) return notTested('the first message was not answered');
    const { error } = turn.answer;
    return error !== undefined && LOGIN_WORDS.test(error.message) ? warn(quoteTurn(turn, 'the first message was refused for want of a login')) : PASS;
  },
});
