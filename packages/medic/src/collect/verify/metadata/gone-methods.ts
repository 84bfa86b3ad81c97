import type { JsonObject } from '../../../model/index.ts';
import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { missingSubject } from '../harmless.ts';

/** `initialize` is left out: a server of both eras answers it, and the page on versioning wants an answer that names versions. */
const METHODS: readonly (readonly [string, JsonObject | undefined])[] = [
  ['medic/no-such-method', undefined],
  ['ping', undefined],
  ['logging/setLevel', { level: 'info' }],
  ['resources/subscribe', { uri: 'medic://none' }],
  ['resources/unsubscribe', { uri: 'medic://none' }],
];

export const probe: AnyProbe = defineProbe({
  id: 'gone-methods',
  where: 'spare',
  eras: ['modern'],
  async observe({ spare, capabilities }) {
    const peer = await spare();
    const turns: Record<string, Turn> = {};
    for (const [method, params] of METHODS) turns[method] = await peer.request(method, params, { limitMs: 3_000 });
    const subject = missingSubject(capabilities, 'medic-no-such-name');
    return { methods: turns, ...(subject === undefined ? {} : { subject: await peer.request(subject.method, subject.params) }) };
  },
});
