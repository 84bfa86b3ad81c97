import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';

const NO_TOOLS = 'the server declares no tools';
const UNREAD = 'tools/list got no result each time, see cap.declared-works';

const order: AnyCheck = defineCheck({
  id: 'list.deterministic',
  group: 'capability',
  title: 'Lists its tools in the same order every time',
  level: 'practice',
  why: 'The list stands at the head of every prompt; another order makes the provider read, and bill, all of it again. 2026-07-28 asks for it with SHOULD.',
  fix: 'List tools in a fixed order: as they were registered, or by name.',
  needs: ['list-order'],

  judge({ 'list-order': turns }) {
    if (turns === null) return notApplicable(NO_TOOLS);
    const lists = [turns.first, turns.second, turns.elsewhere, turns.last].map(namesOf);
    const known = lists.filter((names) => names !== undefined);
    const [first] = known;
    if (first === undefined || known.length < 2) return notTested(UNREAD);
    // In a list of several pages another order brings other tools onto the first.
    const hasPages = turns.first.answer?.result?.['nextCursor'] !== undefined;
    const other = known.find((names) => names.join('\n') !== first.join('\n') && (hasPages ? names.length === first.length : isSameSet(names, first)));
    if (other === undefined) return PASS;
    return warn({ what: 'one order', quote: first.slice(0, 12).join(', ') }, { what: 'another order a moment later', quote: other.slice(0, 12).join(', ') });
  },
});

const connections: AnyCheck = defineCheck({
  id: 'list.same-everywhere',
  group: 'capability',
  title: 'Lists the same tools on every connection',
  level: 'MUST',
  spec: '2026-07-28 server/tools#capabilities',
  why: 'Requests of one client come over many connections and reach many processes; a tool that is listed on one alone cannot be relied on.',
  fix: 'Let the list depend on the authorization of the request at most, never on the connection.',
  eras: ['modern'],
  needs: ['list-order'],

  judge({ 'list-order': turns }) {
    if (turns === null) return notApplicable(NO_TOOLS);
    const [first, last, elsewhere] = [turns.first, turns.last, turns.elsewhere].map(namesOf);
    if (first === undefined || last === undefined || elsewhere === undefined) return notTested(UNREAD);
    if (!isSameSet(first, last)) return notTested('the list changed while it was looked at');
    if (isSameSet(first, elsewhere)) return PASS;
    return fail({ what: 'one connection', quote: first.slice(0, 20).join(', ') }, { what: 'another connection', quote: elsewhere.slice(0, 20).join(', ') });
  },
});

export const checks: readonly AnyCheck[] = [order, connections];

function namesOf({ answer }: Turn): readonly string[] | undefined {
  const tools = answer?.result?.['tools'];
  if (!Array.isArray(tools)) return undefined;
  return tools.map((tool) => (isObject(tool) && typeof tool['name'] === 'string' ? tool['name'] : ''));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join('\n') === b.toSorted().join('\n');
}
