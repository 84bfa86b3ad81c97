import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Old Java SDKs refused `capabilities.elicitation.form`, which newer clients send (seen in the field, 2026). */
const legacy: AnyCheck = defineCheck({
  id: 'ver.unknown-fields',
  group: 'version',
  title: 'Reads over client capabilities and members it does not know',
  level: 'MUST',
  spec: '2025-11-25 schema#clientcapabilities',
  why: 'Clients announce capabilities of newer revisions; a server that refuses them refuses those clients.',
  fix: 'Ignore unknown members when reading initialize, or update the SDK.',
  eras: ['legacy'],
  needs: ['odd-initialize'],

  judge({ 'odd-initialize': { extras } }) {
    return extras.answer?.result === undefined ? fail(quoteTurn(extras, 'initialize with unknown capabilities got no result')) : PASS;
  },
});

const modern: AnyCheck = defineCheck({
  id: 'ver.unknown-capabilities',
  group: 'version',
  title: 'Reads over unknown client capabilities in _meta',
  level: 'MUST',
  spec: '2026-07-28 schema#clientcapabilities',
  why: 'Clients announce extensions that a server need not know; one that refuses them refuses those clients.',
  fix: 'Ignore unknown members of clientCapabilities.',
  eras: ['modern'],
  needs: ['modern-versions'],

  judge({ 'modern-versions': { extras } }) {
    return extras.answer?.result === undefined ? fail(quoteTurn(extras, 'a request with unknown client capabilities got no result')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [legacy, modern];
