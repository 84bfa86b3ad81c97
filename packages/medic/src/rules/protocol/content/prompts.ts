import type { EvidenceItem, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ContentProbes } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { distinctItems, repeated } from '../list-items.ts';
import { cut, quoteTurn } from '../quote-turn.ts';
import { findBlockFault } from './content-blocks.ts';

type Got = ContentProbes['prompts']['got'][number];

const NO_PROMPTS = 'the server lists no prompts';
const SHARED = { group: 'content', needs: ['prompts'] } as const;

/** Values for required arguments are made up, so their refusal speaks against nobody. */
const get: AnyCheck = defineCheck({
  ...SHARED,
  id: 'prompt.get',
  title: 'Serves the prompts it lists',
  level: 'practice',
  why: 'What is listed is offered to the user; choosing it ends in an error.',
  fix: 'List only prompts that prompts/get serves.',
  judge({ prompts: { got } }) {
    if (got.length === 0) return notApplicable(NO_PROMPTS);
    const free = got.filter(({ arguments: args, turn }) => Object.keys(args).length === 0 || turn.answer?.result !== undefined || turn.answer === undefined);
    if (free.length === 0) return notTested('every listed prompt refused the made-up values of its required arguments');
    return against(
      'warn',
      free
        .filter(({ turn }) => turn.answer?.result === undefined)
        .map(({ name, turn }) => quoteTurn(turn, `the listed prompt ${cut(name, 60)} could not be got`)),
    );
  },
});

const missing: AnyCheck = defineCheck({
  ...SHARED,
  id: 'prompt.missing-argument',
  title: 'Refuses a prompt without its required argument',
  level: 'SHOULD',
  spec: '2025-11-25 server/prompts#error-handling',
  why: 'Otherwise the model gets a text with a hole in it.',
  fix: 'Answer error -32602 and name the argument.',
  judge({ prompts: { withoutRequired } }) {
    if (withoutRequired === undefined) return notApplicable('no prompt has a required argument');
    const { turn, argument } = withoutRequired;
    return turn.answer?.error === undefined ? warn(quoteTurn(turn, `it was not refused without "${cut(argument, 60)}"`)) : PASS;
  },
});

const roles: AnyCheck = defineCheck({
  ...SHARED,
  id: 'prompt.roles',
  title: 'Sends prompt messages of the roles user and assistant',
  level: 'MUST',
  spec: '2025-11-25 server/prompts#promptmessage',
  why: 'There are no other roles; clients refuse the whole prompt.',
  fix: 'Send role "user" or "assistant".',
  judge: ({ prompts: { got } }) =>
    judgeMessages(got, ({ role }) => (role === 'user' || role === 'assistant' ? undefined : `has the role ${JSON.stringify(role) ?? 'none'}`)),
});

const content: AnyCheck = defineCheck({
  ...SHARED,
  id: 'prompt.content',
  title: 'Sends prompt messages whose content is a block of the revision',
  level: 'MUST',
  spec: '2025-11-25 server/prompts#promptmessage',
  why: 'Clients on the official SDKs refuse the whole prompt for a content that is none.',
  fix: 'Send {"type": "text", "text": …} or another block of the revision.',
  judge: ({ prompts: { got }, run }) =>
    judgeMessages(got, (message, isBroken) => findBlockFault(message['content'], run.revision) ?? (isBroken ? 'has data that is no base64' : undefined)),
});

const unique: AnyCheck = defineCheck({
  id: 'prompt.name-unique',
  group: 'content',
  title: 'Gives every prompt a name of its own',
  level: 'SHOULD',
  spec: '2025-11-25 server/prompts#prompt',
  why: 'Clients ask for a prompt by its name; of two with one name only one can be got.',
  fix: 'Rename one of the prompts.',
  needs: ['lists'],
  judge({ lists }) {
    const prompts = distinctItems(lists, 'prompts/list');
    if (prompts.length === 0) return notApplicable(NO_PROMPTS);
    return against(
      'warn',
      repeated(prompts, 'name').map((name) => ({ what: 'two prompts have this name', where: 'prompts/list', quote: cut(name, 160) })),
    );
  },
});

export const checks: readonly AnyCheck[] = [get, missing, roles, content, unique];

function judgeMessages(got: readonly Got[], findFault: (message: JsonObject, isBroken: boolean) => string | undefined): ReturnType<typeof against> {
  if (got.length === 0) return notApplicable(NO_PROMPTS);
  const answered = got.filter(({ turn }) => turn.answer?.result !== undefined && (turn.answer.result['resultType'] ?? 'complete') === 'complete');
  if (answered.length === 0) return notTested('no prompt could be got');
  return against(
    'fail',
    answered.flatMap(({ name, turn, brokenData }): readonly EvidenceItem[] => {
      const messages = turn.answer?.result?.['messages'];
      if (!Array.isArray(messages)) return [quoteTurn(turn, `the prompt ${cut(name, 60)} has no messages`)];
      return messages.flatMap((message, index) => {
        const fault = isObject(message) ? findFault(message, brokenData.includes(index)) : 'is no object';
        return fault === undefined
          ? []
          : [{ what: `message ${index + 1} of ${cut(name, 60)} ${fault}`, where: 'prompts/get', quote: cut(JSON.stringify(message)) }];
      });
    }),
  );
}
