import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';
import { cut } from '../quote-turn.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];
const NO_ANNOTATIONS = 'no tool has annotations';
const SHARED = { group: 'content', since: '2025-03-26', needs: ['lists'] } as const;

const types: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.annotations',
  title: 'Sends the hints in annotations as true or false and titles as text',
  level: 'MUST',
  spec: '2025-11-25 schema#toolannotations',
  why: 'Clients on the official SDKs refuse the whole list of tools for a hint of another type.',
  fix: 'Send true or false without quotes, or leave the hint out.',
  judge({ lists }) {
    const tools = listed(lists, 'tools/list').map((tool, index) => ({ name: nameOf(tool, index), annotations: tool['annotations'] }));
    if (tools.every(({ annotations }) => annotations === undefined)) return notApplicable(NO_ANNOTATIONS);
    return against(
      'fail',
      tools.flatMap(({ name, annotations }) => {
        if (annotations === undefined) return [];
        if (!isObject(annotations)) return [{ what: `the annotations of ${name} are no object`, where: 'tools/list', quote: cut(JSON.stringify(annotations)) }];
        const { title } = annotations;
        const wrong = [
          ...HINTS.filter((hint) => annotations[hint] !== undefined && typeof annotations[hint] !== 'boolean'),
          ...(title === undefined || typeof title === 'string' ? [] : ['title']),
        ];
        return wrong.map((member) => ({ what: `${member} of ${name} has another type`, where: 'tools/list', quote: cut(JSON.stringify(annotations[member])) }));
      }),
    );
  },
});

const contradiction: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.annotations-contradiction',
  title: 'Calls no tool read-only and destructive at once',
  level: 'practice',
  why: 'destructiveHint has a meaning only for tools that change something; clients differ in which hint they believe.',
  fix: 'Take destructiveHint out of read-only tools, or correct readOnlyHint.',
  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.every(({ annotations }) => annotations === undefined)) return notApplicable(NO_ANNOTATIONS);
    return against(
      'warn',
      tools.flatMap((tool, index) => {
        const { annotations } = tool;
        const isBoth = isObject(annotations) && annotations['readOnlyHint'] === true && annotations['destructiveHint'] === true;
        return isBoth ? [{ what: `${nameOf(tool, index)} is called both`, where: 'tools/list', quote: cut(JSON.stringify(annotations)) }] : [];
      }),
    );
  },
});

const given: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.annotations-given',
  title: 'Says of its tools which only read',
  level: 'practice',
  why: 'Without hints clients take every tool for a destructive one and ask the user before each call.',
  fix: 'Set annotations.readOnlyHint on every tool.',
  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable('the server lists no tools');
    const isSaid = tools.some(({ annotations }) => isObject(annotations) && HINTS.some((hint) => annotations[hint] !== undefined));
    return against('warn', isSaid ? [] : [{ what: `none of ${tools.length} tools has a hint in its annotations`, where: 'tools/list' }]);
  },
});

export const checks: readonly AnyCheck[] = [types, contradiction, given];
