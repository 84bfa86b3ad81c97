import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** On stdio both official SDKs stay silent on text that is no JSON (run 2026-11-20), so only what follows counts there. */
const survives: AnyCheck = defineCheck({
  id: 'rpc.parse-error',
  group: 'rpc',
  title: 'Survives text that is no JSON, and over HTTP refuses it with 400',
  level: 'practice',
  why: 'One broken message must not end the session for all that follow.',
  fix: 'Catch the parse error, answer -32700 (HTTP 400), and go on.',
  transports: ['http', 'sse'],
  needs: ['garbage'],

  judge({ garbage: { parseError, afterParseError }, run }) {
    if (afterParseError.answer === undefined)
      return fail(quoteTurn(parseError, 'text that is no JSON was sent'), quoteTurn(afterParseError, 'the next request got no answer'));
    if (parseError.answer?.result !== undefined) return fail(quoteTurn(parseError, 'text that is no JSON got a result'));
    const { status } = parseError.http ?? {};
    if (status === undefined && run.transport === 'http') return warn(quoteTurn(parseError, 'text that is no JSON got no response'));
    if (status === undefined || (status >= 400 && status < 500)) return PASS;
    return warn(quoteTurn(parseError, `text that is no JSON got HTTP ${status} instead of 400`));
  },
});

/** Many frameworks parse the body themselves and answer in their own words; only what claims to be JSON-RPC is held to its codes. */
const code: AnyCheck = defineCheck({
  id: 'rpc.parse-code',
  group: 'rpc',
  title: 'Answers text that is no JSON with the code of a parse error',
  level: 'practice',
  why: 'JSON-RPC 2.0 reserves -32700 for it; by another code the message is looked at for a fault it does not have.',
  fix: 'Send error code -32700 (Parse error).',
  transports: ['http', 'sse'],
  needs: ['garbage'],

  judge({ garbage: { parseError } }) {
    const got = parseError.answer?.error?.code;
    if (typeof got !== 'number') return notTested('no error came for text that is no JSON');
    return got === -32_700 ? PASS : warn(quoteTurn(parseError, `text that is no JSON got error ${got}`));
  },
});

export const checks: readonly AnyCheck[] = [survives, code];
