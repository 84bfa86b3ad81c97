import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.era-parity',
  group: 'version',
  title: 'Offers the same tools and capabilities in both eras',
  level: 'practice',
  why: 'Otherwise the same server has other tools in one client than in another, and nobody knows why.',
  fix: 'Register tools and capabilities once for both eras.',
  eras: ['modern'],
  needs: ['era-tools'],

  judge({ 'era-tools': { legacy, modern, capabilities }, run }) {
    if (run.eras.length < 2) return notApplicable('the server speaks one era');
    return against('warn', [...compare('tools', legacy ?? [], modern ?? []), ...compare('capabilities', capabilities.legacy, capabilities.modern)]);
  },
});

function compare(what: string, legacy: readonly string[], modern: readonly string[]): readonly EvidenceItem[] {
  const onlyLegacy = legacy.filter((name) => !modern.includes(name));
  const onlyModern = modern.filter((name) => !legacy.includes(name));
  if (onlyLegacy.length + onlyModern.length === 0) return [];
  const list = (names: readonly string[]): string => names.slice(0, 10).join(', ') || 'none';
  return [{ what: `${what} differ`, quote: `only after initialize: ${list(onlyLegacy)}; only stateless: ${list(onlyModern)}` }];
}
