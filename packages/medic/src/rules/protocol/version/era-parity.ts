import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, PASS, warn } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.era-parity',
  group: 'version',
  title: 'Offers the same tools in both eras',
  level: 'practice',
  why: 'Otherwise the same server has other tools in one client than in another, and nobody knows why.',
  fix: 'Register tools once for both eras.',
  eras: ['modern'],
  needs: ['era-tools'],

  judge({ 'era-tools': { legacy, modern }, run }) {
    if (run.eras.length < 2) return notApplicable('the server speaks one era');
    if (legacy === undefined && modern === undefined) return notApplicable('the server declares no tools');
    const onlyLegacy = (legacy ?? []).filter((name) => modern?.includes(name) !== true);
    const onlyModern = (modern ?? []).filter((name) => legacy?.includes(name) !== true);
    if (onlyLegacy.length + onlyModern.length === 0) return PASS;
    return warn({
      what: 'tools differ',
      quote: `only after initialize: ${onlyLegacy.slice(0, 10).join(', ') || 'none'}; only stateless: ${onlyModern.slice(0, 10).join(', ') || 'none'}`,
    });
  },
});
