import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** On stdio both official SDKs stay silent on text that is no JSON (run 2026-11-20), so only what follows counts there. */
export const check: AnyCheck = defineCheck({
  id: 'rpc.parse-error',
  group: 'rpc',
  title: 'Survives text that is no JSON, and over HTTP refuses it with 400',
  level: 'practice',
  why: 'One broken message must not end the session for all that follow.',
  fix: 'Catch the parse error, answer -32700 (HTTP 400), and go on.',
  transports: ['http', 'sse'],
  needs: ['garbage'],

  judge({ garbage: { parseError, afterParseError } }) {
    if (afterParseError.answer === undefined)
      return fail(quoteTurn(parseError, 'text that is no JSON was sent'), quoteTurn(afterParseError, 'the next request got no answer'));
    if (parseError.answer?.result !== undefined) return fail(quoteTurn(parseError, 'text that is no JSON got a result'));
    const { status } = parseError.http ?? {};
    if (status === undefined || (status >= 400 && status < 500)) return PASS;
    return warn(quoteTurn(parseError, `text that is no JSON got HTTP ${status} instead of 400`));
  },
});
