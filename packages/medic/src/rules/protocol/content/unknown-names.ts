import type { JsonObject } from '../../../model/index.ts';
import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const NO_RESOURCES = 'the server declares no resources';
const INVALID_PARAMS = -32_602;
const NOT_FOUND = -32_002;
const INTERNAL = -32_603;
const SHARED = { group: 'content', needs: ['unknown-names'] } as const;

const tool: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.unknown',
  title: 'Refuses to call a tool that does not exist with error -32602',
  level: 'practice',
  why: 'A client has to tell a name that is wrong from a tool that failed: the one is its own fault, the other the model can repair.',
  fix: 'Answer unknown names with error -32602 instead of a result.',
  judge({ 'unknown-names': { tool: turn } }) {
    if (turn === undefined) return notApplicable('the server declares no tools');
    const { answer } = turn;
    if (answer?.error?.code === INVALID_PARAMS || isWrappedError(answer?.result)) return PASS;
    return warn(quoteTurn(turn, `the call of an unknown tool ${answer?.result !== undefined ? 'got a result' : outcomeOf(turn)}`));
  },
});

const legacyResource: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.not-found',
  title: 'Refuses to read a resource that does not exist',
  level: 'SHOULD',
  spec: '2025-11-25 server/resources#error-handling',
  why: 'An empty answer looks like an empty resource.',
  fix: 'Answer unknown addresses with error -32002, or -32602 as the newer revision has it.',
  eras: ['legacy'],
  judge({ 'unknown-names': { resource: turn } }) {
    if (turn === undefined) return notApplicable(NO_RESOURCES);
    const code = turn.answer?.error?.code;
    if (code === NOT_FOUND || code === INVALID_PARAMS) return PASS;
    return warn(quoteTurn(turn, `an unknown resource ${turn.answer?.result !== undefined ? 'was read' : outcomeOf(turn)}`));
  },
});

const modernResource: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.not-found-error',
  title: 'Answers for a resource that does not exist with an error, never with empty contents',
  level: 'MUST',
  spec: '2026-07-28 server/resources#error-handling',
  why: 'An empty answer looks like an empty resource.',
  fix: 'Answer unknown addresses with error -32602.',
  eras: ['modern'],
  judge({ 'unknown-names': { resource: turn } }) {
    if (turn === undefined) return notApplicable(NO_RESOURCES);
    return turn.answer?.error === undefined ? fail(quoteTurn(turn, 'an unknown resource got no error')) : PASS;
  },
});

const modernCode: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.not-found-code',
  title: 'Gives the error for a resource that does not exist the code -32602',
  level: 'MUST',
  spec: '2026-07-28 server/resources#error-handling',
  why: 'Clients tell a wrong address from a broken server by the code.',
  fix: 'Answer unknown addresses with error -32602; -32002 was retired with 2026-07-28.',
  eras: ['modern'],
  judge({ 'unknown-names': { resource: turn } }) {
    if (turn === undefined) return notApplicable(NO_RESOURCES);
    const code = turn.answer?.error?.code;
    if (code === undefined) return notTested('there was no error, see res.not-found-error');
    return code === INVALID_PARAMS ? PASS : fail(quoteTurn(turn, `an unknown resource got error ${code}`));
  },
});

const modernData: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.not-found-data',
  title: 'Names the address in the error for a resource that does not exist',
  level: 'practice',
  why: 'With several reads under way the message alone does not tell which one failed; the examples of the revision carry it.',
  fix: 'Put the address into data.uri of the error.',
  eras: ['modern'],
  judge({ 'unknown-names': { resource: turn } }) {
    if (turn === undefined) return notApplicable(NO_RESOURCES);
    const { error } = turn.answer ?? {};
    if (error === undefined) return notTested('there was no error, see res.not-found-error');
    return isObject(error.data) && typeof error.data['uri'] === 'string' ? PASS : warn(quoteTurn(turn, 'the error has no data.uri'));
  },
});

const prompt: AnyCheck = defineCheck({
  ...SHARED,
  id: 'prompt.unknown',
  title: 'Refuses a prompt that does not exist with an error',
  level: 'SHOULD',
  spec: '2025-11-25 server/prompts#error-handling',
  why: 'Otherwise a misspelt name goes unnoticed.',
  fix: 'Answer unknown names with error -32602.',
  judge({ 'unknown-names': { prompt: turn } }) {
    if (turn === undefined) return notApplicable('the server declares no prompts');
    const { error } = turn.answer ?? {};
    if (error !== undefined && error.code !== INTERNAL) return PASS;
    return warn(quoteTurn(turn, `an unknown prompt ${turn.answer?.result !== undefined ? 'was served' : outcomeOf(turn)}`));
  },
});

export const checks: readonly AnyCheck[] = [tool, legacyResource, modernResource, modernCode, modernData, prompt];

function outcomeOf({ answer }: Turn): string {
  return answer?.error === undefined ? 'got no answer' : `got error ${answer.error.code}`;
}

/** Version 1 of the TypeScript SDK wraps its own -32602 in a result with isError, and no server can change that (run 2026-11-27). */
function isWrappedError(result: JsonObject | undefined): boolean {
  const [first] = Array.isArray(result?.['content']) ? result['content'] : [];
  return result?.['isError'] === true && isObject(first) && typeof first['text'] === 'string' && first['text'].startsWith(`MCP error ${INVALID_PARAMS}:`);
}
