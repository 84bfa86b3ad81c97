import type { AnyPreflightCheck, CanaryFacts } from '../../model/index.ts';
import type { Judgement } from '../../model/verify/index.ts';
import { against, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

export const SECRET_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.secrets-in-log',
    item: 'secrets',
    title: 'Writes no secret it was given into its log',
    why: 'Clients keep the log of every server in a file, and log collectors copy it further.',
    fix: 'Take the value out of the log statement, or give the logger a list of fields to redact.',
    needs: 'secrets',
    judge(facts) {
      if (!facts.readsLog) return notTested('its log can be read only where it runs, and only when it goes to a file');
      return judgeLeaks(facts, ['stderr', 'log']);
    },
  }),
  definePreflightCheck({
    id: 'pre.secrets-in-answers',
    item: 'secrets',
    title: 'Sends no secret it was given back in answers or error messages',
    why: 'What a server answers goes to the model and into the transcript of the chat.',
    fix: 'Answer with an error message of your own that repeats neither headers nor environment.',
    needs: 'secrets',
    judge: (facts) => judgeLeaks(facts, ['stdout', 'answer']),
  }),
];

function judgeLeaks({ planted, searched, leaks }: CanaryFacts, places: readonly CanaryFacts['leaks'][number]['where'][]): Judgement {
  const found = leaks.filter(({ where }) => places.includes(where));
  if (found.length > 0)
    return against(
      'fail',
      found.map(({ carrier, where, form, quote }) => ({ what: `the made-up secret in ${carrier} came out again, ${form}`, where, quote })),
    );
  const names = planted.length > 6 ? `${planted.slice(0, 6).join(', ')} and ${planted.length - 6} more` : planted.join(', ');
  return passWith({ what: `made-up secrets in ${names}; searched, raw and encoded: ${searched.join(', ')}` });
}
