import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const LIMIT_MS = 5_000;

/** Nothing is carried out by these: what they name does not exist. */
export const probe: AnyProbe = defineProbe({
  id: 'unknown-names',
  where: 'spare',
  async observe({ spare, capabilities }) {
    const peer = await spare();
    const options = { limitMs: LIMIT_MS };
    return {
      ...(isDeclared(capabilities, 'tools') ? { tool: await peer.request('tools/call', { name: 'medic-no-such-tool', arguments: {} }, options) } : {}),
      ...(isDeclared(capabilities, 'resources') ? { resource: await peer.request('resources/read', { uri: 'medic://no-such-resource/1' }, options) } : {}),
      ...(isDeclared(capabilities, 'prompts') ? { prompt: await peer.request('prompts/get', { name: 'medic-no-such-prompt' }, options) } : {}),
    };
  },
});
