import type { JsonObject } from '../../model/index.ts';
import type { ListFacts, ListMethod, Turn } from '../../model/verify/index.ts';
import { isObject } from './is-object.ts';

const MEMBERS: Readonly<Record<ListMethod, string>> = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
};

/** The items on one page of a list. */
export function itemsOf({ what, answer }: Turn): readonly JsonObject[] {
  const listed = answer?.result?.[MEMBERS[what as ListMethod] ?? ''];
  return Array.isArray(listed) ? listed.filter(isObject) : [];
}

/** The items of a list as far as it could be read; none when it is not declared. */
export function listed(lists: ListFacts, method: ListMethod): readonly JsonObject[] {
  return lists[method]?.items ?? [];
}

/** The name of a tool, prompt or resource for evidence, or its place in the list. */
export function nameOf(item: JsonObject, index: number): string {
  const name = item['name'];
  return typeof name === 'string' && name !== '' ? name : `number ${index + 1}`;
}
