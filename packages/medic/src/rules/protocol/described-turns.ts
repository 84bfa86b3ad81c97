import type { ListFacts, RunFacts, SurveyFacts, Turn } from '../../model/verify/index.ts';

/** What a server says of itself: its answer to the first message of the era, and every page of its lists. */
export function describedTurns({ initialize, discover }: SurveyFacts, lists: ListFacts, { era }: RunFacts): readonly Turn[] {
  const first = era === 'legacy' ? initialize : discover;
  return [...(first === undefined ? [] : [first]), ...Object.values(lists).flatMap((reading) => reading?.pages ?? [])];
}
