import type { HttpTurn, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

/** Gathers what others saw, so that a check of event streams has something to look at even when no session stands. */
export const probe: AnyProbe = defineProbe({
  id: 'event-streams',
  where: 'aside',
  transports: ['http'],
  async observe({ observe, era }) {
    const { initialize, discover } = await observe('survey');
    const posts = await observe('http-posts').catch(() => undefined);
    const streams = era === 'modern' ? undefined : await observe('get-streams').catch(() => undefined);
    const sent = [era === 'modern' ? discover : initialize, posts?.plain, posts?.acceptsEvents];
    return { posts: sent.filter(isStream), gets: [streams?.first, streams?.second].filter(isStream) };
  },
});

function isStream(turn: Turn | undefined): turn is Turn & { readonly http: HttpTurn } {
  return turn?.http?.events !== undefined && turn.http.status === 200;
}
