import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notTested, PASS, warn } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'cap.empty',
  group: 'capability',
  title: 'Offers at least one tool, resource, template or prompt',
  level: 'practice',
  why: 'A server without any looks connected and does nothing; usually a setting or a credential is missing.',
  fix: 'Find out why the lists are empty: a missing setting, a credential without rights, or tools that were never registered.',
  needs: ['lists'],

  judge({ lists, run }) {
    const readings = Object.entries(lists);
    if (readings.some(([, reading]) => (reading?.items.length ?? 0) > 0)) return PASS;
    const failed = readings.find(([, reading]) => reading?.stopped !== undefined);
    if (failed !== undefined) return notTested(`${failed[0]} could not be read, see cap.declared-works`);
    return warn({ what: 'every list the server declares is empty', quote: `capabilities ${JSON.stringify(run.capabilities).slice(0, 200)}` });
  },
});
