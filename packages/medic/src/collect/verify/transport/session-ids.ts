import type { SessionIdFacts } from '../../../model/verify/index.ts';

/** What can be told of session ids without repeating them. */
export function describeSessionIds(given: readonly (string | undefined)[]): SessionIdFacts {
  const ids = given.filter((id) => id !== undefined);
  const shortestChars = Math.min(...ids.map(({ length }) => length));
  return {
    sessions: given.length,
    issued: ids.length,
    isVisibleAscii: ids.every((id) => /^[\x21-\x7e]+$/.test(id)),
    areUnique: new Set(ids).size === ids.length,
    shortestChars: ids.length === 0 ? 0 : shortestChars,
    varyingChars: ids.length < 2 ? 0 : shortestChars - commonLength(ids, shortestChars),
    countsUp: ids.length > 1 && countUp(ids),
  };
}

/** Characters that all ids have in common at the beginning and at the end. */
function commonLength(ids: readonly string[], shortest: number): number {
  const [first = ''] = ids;
  let head = 0;
  while (head < shortest && ids.every((id) => id[head] === first[head])) head += 1;
  let tail = 0;
  while (head + tail < shortest && ids.every((id) => id.at(-1 - tail) === first.at(-1 - tail))) tail += 1;
  return head + tail;
}

function countUp(ids: readonly string[]): boolean {
  return ids.every((id, at) => {
    const before = ids[at - 1];
    if (!/^\d{1,15}$/.test(id)) return false;
    return before === undefined || (Number(id) > Number(before) && Number(id) - Number(before) < 1_000);
  });
}
