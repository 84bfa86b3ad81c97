import type { AnyCheck, ContentProbes, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { against, fail, notApplicable, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

type Facts = NonNullable<ContentProbes['param-headers']>;

const MISMATCH = -32_020;
const NO_MIRROR = 'no read-only tool mirrors an argument into a header';
const SHARED = {
  group: 'metadata',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#server-behavior-for-custom-headers',
  why: 'Gateways route by these headers; where header and body may differ, one can be tricked by the other.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['param-headers'],
} as const;

const wrong: AnyCheck = defineCheck({
  ...SHARED,
  id: 'hdr.param',
  title: 'Refuses a call whose Mcp-Param header differs from the argument',
  fix: 'Compare the header with the argument and answer a difference with error -32020 and HTTP status 400.',
  judge: ({ 'param-headers': facts }) => judgeRefusal(facts, ({ wrong: turn }) => turn, 'a call whose Mcp-Param header differs from the argument'),
});

const missing: AnyCheck = defineCheck({
  ...SHARED,
  id: 'hdr.param-missing',
  title: 'Refuses a call without the Mcp-Param header of a given argument',
  fix: 'Answer a missing header with error -32020 and HTTP status 400 when the argument is given.',
  judge: ({ 'param-headers': facts }) => judgeRefusal(facts, ({ missing: turn }) => turn, 'a call without the Mcp-Param header of its argument'),
});

const right: AnyCheck = defineCheck({
  ...SHARED,
  id: 'hdr.param-accepted',
  title: 'Serves a call whose Mcp-Param header repeats the argument',
  fix: 'Compare the decoded header with the argument as text.',
  judge: ({ 'param-headers': facts }) => judgeTolerance(facts, ({ right: turn }) => turn, 'a call with the right Mcp-Param header was refused'),
});

const absent: AnyCheck = defineCheck({
  ...SHARED,
  id: 'hdr.param-absent',
  title: 'Asks for no Mcp-Param header of an argument that is not given',
  fix: 'Expect the header only when the argument is there and not null.',
  judge: ({ 'param-headers': facts }) =>
    judgeTolerance(facts, ({ absent: turn }) => turn, 'a call without the argument was refused because the header is missing'),
});

const encoded: AnyCheck = defineCheck({
  ...SHARED,
  id: 'hdr.param-base64',
  title: 'Decodes an Mcp-Param header that is sent as base64',
  fix: 'Decode values between =?base64? and ?= before comparing them with the argument.',
  judge: ({ 'param-headers': facts }) => judgeTolerance(facts, ({ encoded: turn }) => turn, 'the right value in base64 was taken for another one'),
});

export const checks: readonly AnyCheck[] = [right, wrong, missing, absent, encoded];

function judgeRefusal(facts: Facts | null, pick: (facts: Facts) => Turn, asked: string): ReturnType<typeof against> {
  return facts === null ? notApplicable(NO_MIRROR) : against('fail', findWrongRefusal(pick(facts), { code: MISMATCH, status: 400, asked }));
}

/** Only a fault of the header counts: the tool may refuse made-up values. */
function judgeTolerance(facts: Facts | null, pick: (facts: Facts) => Turn | undefined, what: string): ReturnType<typeof against> {
  if (facts === null) return notApplicable(NO_MIRROR);
  const turn = pick(facts);
  if (turn === undefined) return notTested('the mirrored argument does not allow it');
  return turn.answer?.error?.code === MISMATCH ? fail(quoteTurn(turn, what)) : PASS;
}
