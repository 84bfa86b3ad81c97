import type { Json, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ListMethod } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed } from '../list-items.ts';
import { cut } from '../quote-turn.ts';

/** Members every item must have as texts, and further ones whose type the schema fixes. The input schema has checks of its own. */
const SHAPES: readonly { readonly method: ListMethod; readonly texts: readonly string[]; readonly optional: readonly string[] }[] = [
  { method: 'tools/list', texts: ['name'], optional: ['description', 'title'] },
  { method: 'resources/list', texts: ['uri', 'name'], optional: ['description', 'title', 'mimeType'] },
  { method: 'resources/templates/list', texts: ['uriTemplate', 'name'], optional: ['description', 'title', 'mimeType'] },
  { method: 'prompts/list', texts: ['name'], optional: ['description', 'title'] },
];

export const check: AnyCheck = defineCheck({
  id: 'list.items',
  group: 'capability',
  title: 'Lists items with the members that the schema asks for',
  level: 'MUST',
  spec: '2025-11-25 schema',
  why: 'Clients on the official SDKs refuse a whole list for one item of another shape.',
  fix: 'Send the named member with the type of the schema.',
  needs: ['lists'],

  judge({ lists }) {
    if (SHAPES.every(({ method }) => lists[method] === undefined)) return notApplicable('the server declares no lists');
    return against(
      'fail',
      SHAPES.flatMap(({ method, texts, optional }) => {
        const odd = lists[method]?.oddItems ?? 0;
        const faults = listed(lists, method).flatMap((item) =>
          findFaults(item, texts, optional).map((what) => ({ what, where: method, quote: cut(JSON.stringify(item), 200) })),
        );
        return [...(odd > 0 ? [{ what: `${odd} items are no objects`, where: method }] : []), ...faults];
      }),
    );
  },
});

function findFaults(item: JsonObject, texts: readonly string[], optional: readonly string[]): readonly string[] {
  return [
    ...texts.filter((member) => typeof item[member] !== 'string').map((member) => `${member} is ${item[member] === undefined ? 'missing' : 'no text'}`),
    ...optional.filter((member) => item[member] !== undefined && typeof item[member] !== 'string').map((member) => `${member} is no text`),
    ...(item['size'] !== undefined && typeof item['size'] !== 'number' ? ['size is no number'] : []),
    ...findArgumentFaults(item['arguments']),
    ...(item['uri'] === undefined && item['uriTemplate'] === undefined ? [] : findAnnotationFaults(item['annotations'])),
  ];
}

/** Of resources; tools have annotations of another kind. */
function findAnnotationFaults(annotations: Json | undefined): readonly string[] {
  if (annotations === undefined) return [];
  if (!isObject(annotations)) return ['annotations is no object'];
  const { audience, priority, lastModified } = annotations;
  return [
    ...(audience !== undefined && !(Array.isArray(audience) && audience.every((one) => one === 'user' || one === 'assistant'))
      ? ['annotations.audience is no list of "user" and "assistant"']
      : []),
    ...(priority !== undefined && !(typeof priority === 'number' && priority >= 0 && priority <= 1) ? ['annotations.priority is no number from 0 to 1'] : []),
    ...(lastModified !== undefined && typeof lastModified !== 'string' ? ['annotations.lastModified is no text'] : []),
  ];
}

function findArgumentFaults(list: Json | undefined): readonly string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return ['arguments is no list'];
  return list.every((one) => isObject(one) && typeof one['name'] === 'string') ? [] : ['an argument has no name'];
}
