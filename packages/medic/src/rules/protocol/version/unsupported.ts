import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { isObject } from '../is-object.ts';
import { against, fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.unsupported',
  group: 'version',
  title: 'Refuses an unknown revision with -32022 that names the ones it supports',
  level: 'MUST',
  spec: '2026-07-28 basic/versioning#unsupported-versions',
  why: 'A client learns from this error which revision to use, and whether to go back to initialize.',
  fix: 'Answer error -32022 with data.supported (list) and data.requested (the text the client sent).',
  eras: ['modern'],
  needs: ['modern-versions'],

  judge({ 'modern-versions': { unknown, retry } }) {
    const wrong = findWrongRefusal(unknown, { code: -32_022, asked: 'a request with revision 1999-01-01' });
    if (wrong.length > 0) return against('fail', wrong);
    const data = unknown.answer?.error?.data;
    const supported = isObject(data) ? data['supported'] : undefined;
    const isList = Array.isArray(supported) && supported.length > 0 && supported.every((one) => typeof one === 'string');
    if (!isList) return fail(quoteTurn(unknown, 'the error names no supported revisions in data.supported'));
    if (!isObject(data) || data['requested'] !== '1999-01-01') return fail(quoteTurn(unknown, 'data.requested is not the revision that was asked for'));
    return retry !== undefined && retry.answer?.result === undefined ? fail(quoteTurn(retry, 'a revision from data.supported was refused')) : PASS;
  },
});
