import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const accepted: AnyCheck = defineCheck({
  id: 'rpc.batch',
  group: 'rpc',
  title: 'Answers a batch of requests',
  level: 'MUST',
  spec: '2025-03-26 basic/index#batching',
  why: 'In 2025-03-26 clients may send several messages in one array.',
  fix: 'Answer each request of the array, or negotiate a newer revision, which has no batches.',
  eras: ['legacy'],
  since: '2025-03-26',
  until: '2025-03-26',
  needs: ['garbage'],

  judge({ garbage: { batch } }) {
    const got = Array.isArray(batch.answer?.json) ? batch.answer.json.length : [batch.answer, ...batch.others].filter((one) => one !== undefined).length;
    return got >= 2 ? PASS : fail(quoteTurn(batch, `a batch of two requests got ${got} answers`));
  },
});

const survived: AnyCheck = defineCheck({
  id: 'rpc.batch-survives',
  group: 'rpc',
  title: 'Goes on after a batch, which its revision does not have',
  level: 'practice',
  why: 'An old client may send one; it must not end the session.',
  fix: 'Refuse the array with error -32600 and go on.',
  since: '2025-06-18',
  transports: ['http', 'sse'],
  needs: ['garbage'],

  judge({ garbage: { batch, afterBatch, afterParseError } }) {
    if (afterParseError.answer === undefined) return { status: 'not-tested', reason: 'the server had stopped answering before, see rpc.parse-error' };
    return afterBatch.answer === undefined ? fail(quoteTurn(batch, 'a batch was sent'), quoteTurn(afterBatch, 'the next request got no answer')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [accepted, survived];
