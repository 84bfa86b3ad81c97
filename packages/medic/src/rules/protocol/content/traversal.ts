import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'res.traversal',
  group: 'content',
  title: 'Reads no file outside the folder it serves',
  level: 'MUST',
  spec: '2025-11-25 server/resources#security-considerations',
  why: 'Whoever can write an address, the model included, reads keys and passwords of the machine.',
  fix: 'Resolve the path, links included, and refuse what does not lie below the served folder.',
  needs: ['traversal'],

  judge({ traversal }) {
    if (traversal.length === 0) return notApplicable('the server lists no file: address');
    return against(
      'fail',
      traversal.filter(({ leaked }) => leaked).map(({ uri }) => ({ what: "the answer held the system's list of users", where: 'resources/read', quote: uri })),
    );
  },
});
