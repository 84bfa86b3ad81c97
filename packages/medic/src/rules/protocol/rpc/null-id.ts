import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** JSON-RPC itself wants null, the schema of 2025-11-25 wants the member left out; the official SDKs send null (run 2026-11-20). */
export const check: AnyCheck = defineCheck({
  id: 'rpc.null-id',
  group: 'rpc',
  title: 'Leaves the id out of an error whose request could not be read',
  level: 'practice',
  why: 'Strict readers of the schema refuse an id that is null; JSON-RPC 2.0 asks for it. Both are found.',
  fix: 'Nothing needs to be done unless a client complains; leaving the id out satisfies the schema.',
  since: '2025-11-25',
  needs: ['garbage'],

  judge({ garbage: { parseError } }) {
    const json = parseError.answer?.json;
    if (json === undefined || parseError.answer?.error === undefined) return notTested('no error came for text that is no JSON');
    const hasNull = typeof json === 'object' && json !== null && !Array.isArray(json) && (json as { id?: unknown }).id === null;
    return hasNull ? warn(quoteTurn(parseError, 'the error carries "id": null')) : PASS;
  },
});
