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

/** The items of a list without those of an earlier page: the same item on two pages is a fault of the paging, not a second item. */
export function distinctItems(lists: ListFacts, method: ListMethod): readonly JsonObject[] {
  const before = new Set<string>();
  return (lists[method]?.pages ?? []).flatMap((page) => {
    const items = itemsOf(page);
    const fresh = items.filter((item) => !before.has(JSON.stringify(item)));
    for (const item of items) before.add(JSON.stringify(item));
    return fresh;
  });
}

/** What more than one item of a list has as this member. */
export function repeated(items: readonly JsonObject[], member: string): readonly string[] {
  const all = items.flatMap((item) => (typeof item[member] === 'string' ? [item[member]] : []));
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}

/** The name of a tool, prompt or resource for evidence, or its place in the list. */
export function nameOf(item: JsonObject, index: number): string {
  const name = item['name'];
  return typeof name === 'string' && name !== '' ? name : `number ${index + 1}`;
}
