import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** JSON-RPC itself wants null, the schema of 2025-11-25 wants the member left out; both pass, the official SDKs send null (run 2026-11-27). */
export const check: AnyCheck = defineCheck({
  id: 'rpc.null-id',
  group: 'rpc',
  title: 'Makes up no id in an error whose request could not be read',
  level: 'practice',
  why: 'A client may have a request with that very id under way, and takes the error for its answer.',
  fix: 'Leave the id out, or send null as JSON-RPC 2.0 has it.',
  needs: ['garbage'],

  judge({ garbage: { parseError } }) {
    const json = parseError.answer?.json;
    if (!isObject(json) || parseError.answer?.error === undefined) return notTested('no error came for text that is no JSON');
    const id = json['id'];
    return id === undefined || id === null ? PASS : warn(quoteTurn(parseError, `the error carries an id: ${JSON.stringify(id)}`));
  },
});
