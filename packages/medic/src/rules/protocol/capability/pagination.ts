import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ListFacts, ListReading } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';
import { itemsOf } from '../list-items.ts';

const NO_LISTS = 'the server declares no lists';
const ENDLESS = /^(?:the same cursor|\d+ pages)/;

const ends: AnyCheck = defineCheck({
  id: 'list.pagination',
  group: 'capability',
  title: 'Comes to an end when its lists are read page by page',
  level: 'practice',
  why: 'Clients read until no cursor comes; they hang, or give up after 64 pages and show no tools at all.',
  fix: 'Leave nextCursor out on the last page, and hand out a new cursor on every other.',
  needs: ['lists'],

  judge({ lists }) {
    const readings = readingsOf(lists);
    if (readings.length === 0) return notApplicable(NO_LISTS);
    return against(
      'fail',
      readings.flatMap(([method, { pages, stopped }]): readonly EvidenceItem[] => {
        const last = pages.at(-1);
        return stopped === undefined || last === undefined || !ENDLESS.test(stopped) ? [] : [quoteTurn(last, `${method} does not end: ${stopped}`)];
      }),
    );
  },
});

const duplicates: AnyCheck = defineCheck({
  id: 'list.pagination-duplicates',
  group: 'capability',
  title: 'Puts every item on one page only',
  level: 'practice',
  why: 'An item on two pages is shown twice, and model providers refuse two tools of one name.',
  fix: 'Begin each page after the last item of the page before.',
  needs: ['lists'],

  judge({ lists }) {
    const readings = readingsOf(lists);
    if (readings.length === 0) return notApplicable(NO_LISTS);
    if (readings.some(([, { stopped }]) => stopped !== undefined && ENDLESS.test(stopped))) return notTested('a list does not end, see list.pagination');
    if (readings.every(([, { pages }]) => pages.length < 2)) return notApplicable('every list has one page');
    return against(
      'warn',
      readings.flatMap(([method, { pages }]) => {
        const seen = new Set<string>();
        return pages.flatMap((page) => {
          const items = itemsOf(page).map((item) => JSON.stringify(item));
          const again = items.filter((item) => seen.has(item)).map((item) => ({ what: `${method} has an item on two pages`, quote: cut(item) }));
          for (const item of items) seen.add(item);
          return again;
        });
      }),
    );
  },
});

const cursors: AnyCheck = defineCheck({
  id: 'list.bad-cursor',
  group: 'capability',
  title: 'Refuses a cursor that it did not hand out with -32602',
  level: 'SHOULD',
  spec: '2025-11-25 server/utilities/pagination#error-handling',
  why: 'A client that comes back with an outdated cursor takes the first page for the next one, without end.',
  fix: 'Answer an unknown cursor with error -32602.',
  needs: ['bad-cursors', 'lists'],

  judge({ 'bad-cursors': turns, lists }) {
    const asked = Object.entries(turns);
    if (asked.length === 0) return notApplicable(NO_LISTS);
    return against(
      'warn',
      asked
        // A server without pages hands out no cursor, so no client can come back with an outdated one.
        .filter(([method, { answer }]) => answer?.result === undefined || (lists[method]?.pages.length ?? 0) > 1)
        .filter(([method, { answer }]) => answer?.error?.code !== -32_602 && answer?.error?.code !== -32_601 && lists[method]?.stopped === undefined)
        .map(([method, turn]) => quoteTurn(turn, `${method} with an unknown cursor ${outcomeOf(turn)}`)),
    );
  },
});

export const checks: readonly AnyCheck[] = [ends, duplicates, cursors];

function readingsOf(lists: ListFacts): readonly (readonly [string, ListReading])[] {
  return Object.entries(lists).filter((entry): entry is [string, ListReading] => entry[1] !== undefined);
}

function outcomeOf({ answer }: { readonly answer?: { readonly result?: object; readonly error?: { readonly code: number | null } } }): string {
  if (answer?.result !== undefined) return 'was served';
  return answer?.error === undefined ? 'got no answer' : `got error ${answer.error.code}`;
}
