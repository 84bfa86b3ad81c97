import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.invalid-params',
  group: 'rpc',
  title: 'Refuses params of a wrong type with an error',
  level: 'practice',
  why: 'A server that swallows wrong params answers something nobody asked for; one that falls silent or ends takes the client with it.',
  fix: 'Validate params and answer error -32602 when they do not fit.',
  needs: ['odd-requests'],

  judge({ 'odd-requests': { wrongParams } }) {
    if (wrongParams === undefined) return notApplicable('the server declares no list');
    const { method, turn } = wrongParams;
    if (turn.answer?.error?.code === -32_603 && !isValidatorsReport(turn.answer.error.message))
      return warn(quoteTurn(turn, `${method} with a number as cursor was called an internal error`));
    if (turn.answer?.error !== undefined) return PASS;
    return warn(
      quoteTurn(turn, turn.answer === undefined ? `${method} with a number as cursor got no answer` : `${method} with a number as cursor was served`),
    );
  },
});

/** Version 1 of the TypeScript SDK refuses with -32603 and the report of its validator, an array that names the path; no server can change that. */
function isValidatorsReport(message: string): boolean {
  try {
    const report: unknown = JSON.parse(message);
    return Array.isArray(report) && report.length > 0 && report.every((issue) => isObject(issue) && Array.isArray(issue['path']));
  } catch {
    return false;
  }
}
