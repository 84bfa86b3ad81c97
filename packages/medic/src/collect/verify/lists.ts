import type { Json, JsonObject } from '../../model/index.ts';
import type { ListFacts, ListMethod, ListReading, Turn } from '../../model/verify/index.ts';
import { isObject, own } from '../protocol/record.ts';
import { defineProbe, type AnyProbe } from './define-probe.ts';
import type { Peer } from './peer.ts';

const MAX_ITEMS = 2_000;
/** Where the official client gives up (v2, 2026-08). */
const MAX_PAGES = 64;

const LISTS: readonly { readonly method: ListMethod; readonly capability: string; readonly member: string }[] = [
  { method: 'tools/list', capability: 'tools', member: 'tools' },
  { method: 'resources/list', capability: 'resources', member: 'resources' },
  { method: 'resources/templates/list', capability: 'resources', member: 'resourceTemplates' },
  { method: 'prompts/list', capability: 'prompts', member: 'prompts' },
];

/** Every list the server declares, all pages. A list that is not declared is not asked for here. */
export const probe: AnyProbe = defineProbe({
  id: 'lists',
  where: 'shared',
  async observe({ shared, capabilities }) {
    const peer = await shared();
    const readings: [string, ListReading][] = [];
    for (const { method, capability, member } of LISTS) {
      if (isObject(own(capabilities, capability))) readings.push([method, await readAll(peer, method, member)]);
    }
    return Object.fromEntries(readings) as ListFacts;
  },
});

/** All pages of one list, at most 64 pages and 2,000 items. */
export async function readAll(peer: Peer, method: ListMethod, member: string): Promise<ListReading> {
  const pages: Turn[] = [];
  const items: JsonObject[] = [];
  const cursors = new Set<string>();
  let oddItems = 0;
  let cursor: string | undefined;
  while (pages.length < MAX_PAGES) {
    const page = await peer.request(method, cursor === undefined ? undefined : { cursor });
    pages.push(page);
    const result = page.answer?.result;
    if (result === undefined)
      return { pages, items, oddItems, stopped: page.answer?.error === undefined ? `no answer (${page.end})` : `error ${page.answer.error.code}` };
    const listed = own(result, member);
    if (!Array.isArray(listed)) return { pages, items, oddItems, stopped: `no "${member}" list in the answer` };
    for (const item of (listed as readonly Json[]).slice(0, MAX_ITEMS - items.length)) {
      if (isObject(item)) items.push(item);
      else oddItems += 1;
    }
    const next = own(result, 'nextCursor');
    if (typeof next !== 'string') return { pages, items, oddItems };
    if (cursors.has(next)) return { pages, items, oddItems, stopped: 'the same cursor came twice' };
    cursors.add(next);
    cursor = next;
  }
  return { pages, items, oddItems, stopped: `${MAX_PAGES} pages` };
}
