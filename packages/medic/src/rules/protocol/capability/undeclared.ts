import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { declares } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Some clients ask for every list, declared or not; what a server must not do then is to keep them waiting. */
const lists: AnyCheck = defineCheck({
  id: 'cap.undeclared-32601',
  group: 'capability',
  title: 'Refuses the lists it does not declare, quickly and with an error',
  level: 'practice',
  why: 'What is served without being declared is never asked for by most clients; what is not refused keeps others waiting.',
  fix: 'Declare the capability, or answer its list with error -32601.',
  needs: ['undeclared'],

  judge({ undeclared }) {
    const asked = Object.entries(undeclared).filter(([method]) => method.endsWith('/list'));
    if (asked.length === 0) return notApplicable('the server declares tools, resources and prompts');
    return against(
      'warn',
      asked
        .filter(([, turn]) => turn.answer?.error === undefined && !isRefusedByHttp(turn))
        .map(([method, turn]) => quoteTurn(turn, `${method} ${turn.answer?.result === undefined ? 'got no answer' : 'was served'} without being declared`)),
    );
  },
});

const completions: AnyCheck = defineCheck({
  id: 'cap.completion-undeclared',
  group: 'capability',
  title: 'Declares completions when it serves them',
  level: 'MUST',
  spec: '2025-11-25 server/utilities/completion#capabilities',
  why: 'Clients do not offer completions that are not declared.',
  fix: 'Declare the capability completions.',
  since: '2025-03-26',
  needs: ['undeclared'],

  judge({ undeclared: { 'completion/complete': turn }, run }) {
    if (declares(run, 'completions')) return notApplicable('the server declares completions');
    if (turn === undefined) return notApplicable('the server lists no argument that could be completed');
    return against('fail', turn.answer?.result === undefined ? [] : [quoteTurn(turn, 'a completion was served without being declared')]);
  },
});

function isRefusedByHttp({ http }: Turn): boolean {
  return http?.status !== undefined && http.status >= 400;
}

export const checks: readonly AnyCheck[] = [lists, completions];
