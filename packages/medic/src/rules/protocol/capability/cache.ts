import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ListFacts, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notApplicable, notTested, PASS } from '../judgements.ts';
import { itemsOf } from '../list-items.ts';
import { quoteTurn } from '../quote-turn.ts';

const SHARED = { group: 'capability', level: 'MUST', eras: ['modern'] } as const;

const ttl: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cache.ttl',
  title: 'Says with ttlMs, an integer of 0 or more, how long a result may be kept',
  spec: '2026-07-28 server/utilities/caching#time-to-live-ttl-field',
  why: 'Without it, or with another type, clients ask anew every time or refuse the result.',
  fix: 'Send ttlMs with server/discover, the four lists and resources/read; 0 when results must not be kept.',
  needs: ['modern-results', 'reads'],
  judge: ({ 'modern-results': results, reads }) =>
    judgeHints([...Object.values(results), ...reads.map(({ turn }) => turn)], ({ ttlMs }) =>
      Number.isInteger(ttlMs) && Number(ttlMs) >= 0 ? undefined : `ttlMs is ${ttlMs === undefined ? 'missing' : JSON.stringify(ttlMs)}`,
    ),
});

const scope: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cache.scope',
  title: 'Says with cacheScope, public or private, who may share a result',
  spec: '2026-07-28 server/utilities/caching#cache-scope-field',
  why: 'Caches between client and server decide by it whose answer they may hand to whom.',
  fix: 'Send cacheScope "private", or "public" for what everybody may see.',
  needs: ['modern-results', 'reads'],
  judge: ({ 'modern-results': results, reads }) =>
    judgeHints([...Object.values(results), ...reads.map(({ turn }) => turn)], ({ cacheScope }) =>
      cacheScope === 'public' || cacheScope === 'private' ? undefined : `cacheScope is ${cacheScope === undefined ? 'missing' : JSON.stringify(cacheScope)}`,
    ),
});

const pages: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cache.scope-pages',
  title: 'Gives all pages of a list the same cacheScope',
  spec: '2026-07-28 server/utilities/caching#interaction-with-pagination',
  why: 'A list that is half public is either cached wrongly or not at all.',
  fix: 'Decide the scope for the list, not for the page.',
  needs: ['lists'],
  judge({ lists }) {
    const long = Object.values(lists).filter((reading) => (reading?.pages.length ?? 0) > 1);
    if (long.length === 0) return notApplicable('every list has one page');
    return against(
      'fail',
      long.flatMap((reading) => findMixed(reading?.pages ?? [])),
    );
  },
});

const shared: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cache.public-private',
  title: 'Calls no list public that differs without the credentials',
  spec: '2026-07-28 server/utilities/caching#security-considerations',
  why: 'A cache hands a public list to everybody, with what only some may see.',
  fix: 'Send cacheScope "private" with lists that depend on who asks.',
  transports: ['http'],
  needs: ['other-reader', 'lists'],
  judge({ 'other-reader': other, lists }) {
    if (other === null) return notApplicable('no credentials were given that could make a difference');
    const answered = Object.entries(other).filter(([, { answer }]) => answer?.result !== undefined);
    if (answered.length === 0) return notTested('the server answers nothing without the credentials, and a second set was not given');
    const leaking = answered.find(([method, turn]) => isLeak(lists, method, turn));
    const mine = lists[leaking?.[0] ?? '']?.pages[0];
    return leaking === undefined || mine === undefined
      ? PASS
      : fail(quoteTurn(mine, 'with the credentials, called public'), quoteTurn(leaking[1], 'without the credentials'));
  },
});

export const checks: readonly AnyCheck[] = [ttl, scope, pages, shared];

function judgeHints(turns: readonly Turn[], findFault: (result: Readonly<Record<string, unknown>>) => string | undefined): ReturnType<typeof against> {
  const answered = turns.filter(({ answer }) => answer?.result !== undefined && (answer.result['resultType'] ?? 'complete') === 'complete');
  if (answered.length === 0) return notTested('no request got a result');
  return against(
    'fail',
    answered.flatMap((turn): readonly EvidenceItem[] => {
      const fault = findFault(turn.answer?.result ?? {});
      return fault === undefined ? [] : [quoteTurn(turn, `${fault} in the result of ${turn.what}`)];
    }),
  );
}

function findMixed(pages: readonly Turn[]): readonly EvidenceItem[] {
  const [first, ...more] = pages;
  const scope = first?.answer?.result?.['cacheScope'];
  const other = more.find(({ answer }) => answer?.result !== undefined && answer.result['cacheScope'] !== scope);
  return first === undefined || other === undefined ? [] : [quoteTurn(first, 'one page'), quoteTurn(other, 'another page of the same list has another scope')];
}

function isLeak(lists: ListFacts, method: string, other: Turn): boolean {
  const mine = lists[method]?.pages[0];
  if (mine?.answer?.result?.['cacheScope'] !== 'public') return false;
  return JSON.stringify(itemsOf(mine)) !== JSON.stringify(itemsOf(other));
}
