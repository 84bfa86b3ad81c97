import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../messages.ts';

const FIRST_MS = 4_000;
const SECOND_MS = 2_000;

/**
 * For servers that answered nothing: does a second message bring what the first did not? Seen again in a fresh process when it did
 * during the survey, since there a late answer to the first message could have come just then.
 */
export const probe: AnyProbe = defineProbe({
  id: 'first-line',
  where: 'own',
  transports: ['stdio'],
  once: true,
  withoutAnswer: true,
  async observe({ open, run, observe }) {
    if (run.eras.length > 0) return {};
    const { initialize, repeated, streams } = await observe('survey');
    const broughtNothing = repeated !== undefined && repeated.answer === undefined && repeated.others.length === 0;
    if (initialize !== undefined && streams?.legacy !== undefined && (initialize.end === 'exited' || broughtNothing))
      return { first: initialize, ...(repeated === undefined ? {} : { second: repeated }), streams: streams.legacy };
    const peer = await open({ handshake: 'none' });
    if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
    const params = buildInitializeParams(NEWEST_LEGACY);
    const first = await peer.request('initialize', params, { id: 1, meta: null, limitMs: FIRST_MS });
    const second = await peer.request('initialize', params, { id: 2, meta: null, limitMs: SECOND_MS });
    return { first, second, streams: peer.streams() };
  },
});
