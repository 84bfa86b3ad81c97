import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.init-on-modern-only',
  group: 'version',
  title: 'Refuses initialize with an error that names the supported revisions',
  level: 'SHOULD',
  spec: '2026-07-28 basic/versioning#backward-compatibility',
  why: 'An older client can then tell its user why it cannot connect, instead of "method not found".',
  fix: 'Answer initialize with error -32022 whose data.supported lists the revisions.',
  eras: ['modern'],
  needs: ['survey'],

  judge({ survey: { initialize }, run }) {
    if (run.eras.includes('legacy')) return notApplicable('the server speaks initialize too');
    if (initialize === undefined) return notApplicable('the run was restricted to 2026-07-28');
    const { error } = initialize.answer ?? {};
    const namesVersions = error !== undefined && /20\d\d-\d\d-\d\d/.test(JSON.stringify([error.message, error.data ?? '']));
    return namesVersions ? PASS : warn(quoteTurn(initialize, 'the answer to initialize names no revision'));
  },
});
