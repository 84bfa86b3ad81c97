import type { AnyCheck } from '../../../model/verify/index.ts';
import { declares } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const UNDECLARED = 'the server does not declare completions';
const MAX_VALUES = 100;

const answers: AnyCheck = defineCheck({
  id: 'cap.completion',
  group: 'capability',
  title: 'Answers a completion with at most 100 values',
  level: 'MUST',
  spec: '2025-11-25 server/utilities/completion#completion-results',
  why: 'Clients check the answer against the schema and drop one that has more, or none.',
  fix: 'Answer with completion.values, a list of at most 100 texts, and set hasMore when there are more.',
  since: '2025-03-26',
  needs: ['completion'],

  judge({ completion: { known }, run }) {
    if (!declares(run, 'completions')) return notApplicable(UNDECLARED);
    if (known === undefined) return notTested('no prompt has an argument and no template a variable');
    const { answer } = known;
    if (answer?.result === undefined) return fail(quoteTurn(known, 'a listed argument could not be completed'));
    const completion = answer.result['completion'] ?? null;
    const { values, total, hasMore } = isObject(completion) ? completion : {};
    if (!Array.isArray(values) || values.some((value) => typeof value !== 'string')) return fail(quoteTurn(known, 'completion.values is no list of texts'));
    if (total !== undefined && typeof total !== 'number') return fail(quoteTurn(known, 'completion.total is no number'));
    if (hasMore !== undefined && typeof hasMore !== 'boolean') return fail(quoteTurn(known, 'completion.hasMore is neither true nor false'));
    return values.length > MAX_VALUES ? fail(quoteTurn(known, `the answer has ${values.length} values`)) : PASS;
  },
});

const unknown: AnyCheck = defineCheck({
  id: 'cap.completion-bad-ref',
  group: 'capability',
  title: 'Refuses to complete arguments of a prompt that does not exist',
  level: 'SHOULD',
  spec: '2025-11-25 server/utilities/completion#error-handling',
  why: 'An empty answer hides a misspelt name from whoever writes the client.',
  fix: 'Answer a reference that names nothing with error -32602.',
  since: '2025-03-26',
  needs: ['completion'],

  judge({ completion: { unknown: turn }, run }) {
    if (!declares(run, 'completions') || turn === undefined) return notApplicable(UNDECLARED);
    return turn.answer?.error === undefined ? warn(quoteTurn(turn, 'a prompt that does not exist was not refused')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [answers, unknown];
