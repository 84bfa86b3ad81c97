import { isDeclared } from '../declared.ts';
import { findReference } from './completion-reference.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const METHOD = 'completion/complete';

export const probe: AnyProbe = defineProbe({
  id: 'completion',
  where: 'spare',
  async observe({ spare, observe, capabilities }) {
    if (!isDeclared(capabilities, 'completions')) return {};
    const peer = await spare();
    const known = findReference(await observe('lists'));
    const unknown = await peer.request(
      METHOD,
      { ref: { type: 'ref/prompt', name: 'medic-no-such-prompt' }, argument: { name: 'medic', value: '' } },
      { limitMs: 3_000 },
    );
    return { unknown, ...(known === undefined ? {} : { known: await peer.request(METHOD, known, { limitMs: 5_000 }) }) };
  },
});
