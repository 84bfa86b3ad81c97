import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, CallFacts, ContentProbes } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';
import { findBlockFault } from './content-blocks.ts';

const NO_OUTPUT = 'no tool that was called has an outputSchema';
const SHARED = { group: 'content', needs: ['calls'] } as const;

const conforms: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.output-conforms',
  title: 'Sends structured content that fits the outputSchema',
  level: 'MUST',
  spec: '2025-11-25 server/tools#output-schema',
  why: 'Clients on the official SDKs check it and turn a result that does not fit into an error.',
  fix: 'Send what the schema describes, or correct the schema.',
  since: '2025-06-18',
  judge: ({ calls }) =>
    judgeCalls(calls, 'fail', hasOutput, ({ output, turn, tool }) =>
      typeof output === 'object' ? [quoteTurn(turn, `the result of ${cut(tool, 60)} does not fit its outputSchema: ${cut(output.fault, 200)}`)] : [],
    ),
});

const present: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.output-present',
  title: 'Sends structured content from every tool with an outputSchema',
  level: 'MUST',
  spec: '2025-11-25 server/tools#output-schema',
  why: 'Clients on the official SDKs refuse a result without it.',
  fix: 'Add structuredContent to the result, or take the outputSchema away.',
  since: '2025-06-18',
  judge: ({ calls }) =>
    judgeCalls(calls, 'fail', hasOutput, ({ output, turn, tool }) =>
      output === 'absent' ? [quoteTurn(turn, `${cut(tool, 60)} has an outputSchema and sent no structuredContent`)] : [],
    ),
});

const mirror: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.output-text-mirror',
  title: 'Sends structured content as text too',
  level: 'SHOULD',
  spec: '2025-11-25 server/tools#structured-content',
  why: 'Clients that do not know structuredContent show the model the text alone.',
  fix: 'Add a text block with the same content as JSON.',
  since: '2025-06-18',
  judge: ({ calls }) =>
    judgeCalls(
      calls,
      'warn',
      ({ isMirrored, output }) =>
        isMirrored === undefined || typeof output === 'object' ? 'no tool that was called sent structured content that fits' : undefined,
      ({ isMirrored, turn, tool }) => (isMirrored === false ? [quoteTurn(turn, `no text block of ${cut(tool, 60)} says what its structuredContent says`)] : []),
    ),
});

const blocks: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.content-types',
  title: 'Sends results made of content blocks that the revision knows',
  level: 'MUST',
  spec: '2025-11-25 server/tools#tool-result',
  why: 'Clients on the official SDKs refuse the whole result for one block they do not know.',
  fix: 'Send only blocks of the negotiated revision, each with the members its type needs.',
  judge: ({ calls, run }) =>
    judgeCalls(calls, 'fail', isComplete, ({ turn, tool }) => {
      const { content, isError } = turn.answer?.result ?? {};
      if (isError !== undefined && typeof isError !== 'boolean')
        return [quoteTurn(turn, `isError in the result of ${cut(tool, 60)} is neither true nor false`)];
      if (!Array.isArray(content)) return [quoteTurn(turn, `the result of ${cut(tool, 60)} has no list of content`)];
      return content.flatMap((block, index) => {
        const fault = findBlockFault(block, run.revision);
        return fault === undefined ? [] : [{ what: `block ${index + 1} of ${cut(tool, 60)} ${fault}`, where: 'tools/call', quote: cut(JSON.stringify(block)) }];
      });
    }),
});

const encoded: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.content-base64',
  title: 'Sends images and sound as base64',
  level: 'MUST',
  spec: '2025-11-25 server/tools#image-content',
  why: 'Model providers refuse the whole conversation for an image that cannot be decoded.',
  fix: 'Encode the bytes as base64, with padding and without a data: prefix.',
  judge: ({ calls }) =>
    judgeCalls(calls, 'fail', isComplete, ({ turn, tool, brokenData }) => {
      const content = turn.answer?.result?.['content'];
      return brokenData.map((index) => ({
        what: `block ${index + 1} of ${cut(tool, 60)} has data that is no base64`,
        where: 'tools/call',
        quote: cut(JSON.stringify(Array.isArray(content) ? (content[index] ?? null) : null), 200),
      }));
    }),
});

const badArguments: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.bad-args',
  title: 'Refuses a call without its required arguments in a way the model can repair',
  level: 'SHOULD',
  spec: '2025-11-25 server/tools#error-handling',
  why: 'Models forget arguments; a readable refusal lets them try again, silence or "internal error" does not.',
  fix: 'Answer with a result that has isError and names the argument, or with error -32602.',
  judge: ({ calls }) =>
    judgeCalls(
      calls,
      'warn',
      ({ withoutArguments }) => (withoutArguments === undefined ? 'no tool that was called has required arguments' : undefined),
      ({ withoutArguments: turn, tool }) => {
        if (turn === undefined) return [];
        const { result, error } = turn.answer ?? {};
        if (error !== undefined && error.code !== -32_603) return [];
        if (result?.['isError'] === true || result?.['resultType'] === 'input_required') return [];
        const instead = result !== undefined ? 'was served' : error === undefined ? 'got no answer' : 'was called an internal error';
        return [quoteTurn(turn, `${cut(tool, 60)} without its required arguments ${instead}`)];
      },
    ),
});

export const checks: readonly AnyCheck[] = [conforms, present, mirror, blocks, encoded, badArguments];

/** Judges the calls that the rule is about; `whyNot` says why one is not. */
function judgeCalls(
  { calls }: ContentProbes['calls'],
  status: 'fail' | 'warn',
  whyNot: (call: CallFacts) => string | undefined,
  find: (call: CallFacts) => readonly EvidenceItem[],
): ReturnType<typeof against> {
  if (calls.length === 0) return notTested('no tool says that it only reads and can be called with made-up arguments');
  const meant = calls.filter((call) => whyNot(call) === undefined);
  const [first] = calls;
  if (meant.length === 0) return notApplicable((first === undefined ? undefined : whyNot(first)) ?? '');
  return against(status, meant.flatMap(find));
}

function hasOutput({ output }: CallFacts): string | undefined {
  return output === 'none' || output === 'unchecked' ? NO_OUTPUT : undefined;
}

function isComplete({ turn }: CallFacts): string | undefined {
  const result = turn.answer?.result;
  return result === undefined || (result['resultType'] ?? 'complete') !== 'complete' ? 'no call got a complete result' : undefined;
}
