import type { AnyCheck, RunFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, fail, notApplicable, PASS, warn } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';
import { cut, quoteTurn } from '../quote-turn.ts';

const WORDS: readonly unknown[] = ['forbidden', 'optional', 'required'];
const PAGE = '2025-11-25 basic/utilities/tasks';
const LEGACY = { group: 'content', eras: ['legacy'], since: '2025-11-25' } as const;

const word: AnyCheck = defineCheck({
  ...LEGACY,
  id: 'tasks.support-word',
  title: 'Says of a tool forbidden, optional or required as taskSupport',
  level: 'MUST',
  spec: `${PAGE}#tool-level-negotiation`,
  why: 'Clients on the official SDKs refuse the whole list of tools for another word.',
  fix: 'Send one of the three words, or leave execution out.',
  needs: ['lists'],
  judge({ lists }) {
    const tools = supporting(listed(lists, 'tools/list'));
    if (tools.length === 0) return notApplicable('no tool has execution.taskSupport');
    return against(
      'fail',
      tools
        .filter(({ support }) => !WORDS.includes(support))
        .map(({ name, support }) => ({
          what: `taskSupport of ${name} is none of the three words`,
          where: 'tools/list',
          quote: cut(JSON.stringify(support), 100),
        })),
    );
  },
});

const declared: AnyCheck = defineCheck({
  ...LEGACY,
  id: 'tasks',
  title: 'Declares tasks when a tool can only be called as one',
  level: 'MUST',
  spec: PAGE,
  why: 'Clients must not use tasks that are not declared, so the tool cannot be called by anybody.',
  fix: 'Declare tasks.requests.tools.call, or let the tool be called without a task.',
  needs: ['lists'],
  judge({ lists, run }) {
    const tools = supporting(listed(lists, 'tools/list')).filter(({ support }) => support === 'required');
    if (tools.length === 0) return notApplicable('no tool requires a task');
    if (declaresCalls(run)) return PASS;
    return against(
      'fail',
      tools.map(({ name }) => ({ what: `${name} requires a task`, where: 'tools/list', quote: `capabilities ${cut(JSON.stringify(run.capabilities), 200)}` })),
    );
  },
});

const list: AnyCheck = defineCheck({
  ...LEGACY,
  id: 'tasks.list',
  title: 'Lists tasks when it declares tasks.list',
  level: 'MUST',
  spec: `${PAGE}#capabilities`,
  why: 'A client that comes back after a break finds its running tasks by that list.',
  fix: 'Answer tasks/list, or do not declare tasks.list.',
  needs: ['tasks'],
  judge({ tasks: { list: turn } }) {
    if (turn === undefined) return notApplicable('the server does not declare tasks.list');
    return turn.answer?.result === undefined ? fail(quoteTurn(turn, 'tasks/list is declared and got no result')) : PASS;
  },
});

const removed: AnyCheck = defineCheck({
  id: 'tasks.list-removed',
  group: 'content',
  title: 'Does not serve tasks/list, which 2026-07-28 took away',
  level: 'practice',
  why: 'Without sessions such a list shows one caller the tasks of all others.',
  fix: 'Answer tasks/list with error -32601 in requests of 2026-07-28.',
  eras: ['modern'],
  needs: ['tasks'],
  judge: ({ tasks: { list: turn } }) => (turn?.answer?.result === undefined ? PASS : warn(quoteTurn(turn, 'tasks/list was served'))),
});

export const checks: readonly AnyCheck[] = [word, declared, list, removed];

function supporting(
  tools: ReturnType<typeof listed>,
): readonly { readonly name: string; readonly support: NonNullable<ReturnType<typeof listed>[number][string]> }[] {
  return tools.flatMap((tool, index) => {
    const { execution } = tool;
    const support = isObject(execution) ? execution['taskSupport'] : undefined;
    return support === undefined || support === null ? [] : [{ name: nameOf(tool, index), support }];
  });
}

function declaresCalls({ capabilities: { tasks } }: RunFacts): boolean {
  const requests = isObject(tasks) ? tasks['requests'] : undefined;
  const tools = isObject(requests) ? requests['tools'] : undefined;
  return isObject(tools) && tools['call'] !== undefined;
}
