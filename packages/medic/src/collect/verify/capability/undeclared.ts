import type { JsonObject } from '../../../model/index.ts';
import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { findReference } from './completion-reference.ts';

const LISTS: readonly (readonly [capability: string, method: string])[] = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['prompts', 'prompts/list'],
];
/** Before it, completion had no capability to be declared. */
const FIRST_WITH_COMPLETIONS = '2025-03-26';
const LIMIT_MS = 3_000;

/** Asked all at once, so that silence is waited for once. */
export const probe: AnyProbe = defineProbe({
  id: 'undeclared',
  where: 'spare',
  async observe({ spare, observe, era, capabilities, revision }) {
    // Only a reference that the server would know tells whether it completes.
    const reference = isDeclared(capabilities, 'completions') || revision < FIRST_WITH_COMPLETIONS ? undefined : findReference(await observe('lists'));
    const asked: readonly (readonly [method: string, params: JsonObject | undefined])[] = [
      ...LISTS.flatMap(([capability, method]) => (isDeclared(capabilities, capability) ? [] : [[method, undefined] as const])),
      ...(reference === undefined ? [] : [['completion/complete', reference] as const]),
      ...(era === 'modern' || isDeclared(capabilities, 'logging') ? [] : [['logging/setLevel', { level: 'emergency' }] as const]),
    ];
    if (asked.length === 0) return {};
    const peer = await spare();
    const turns = await Promise.all(asked.map(async ([method, params]) => [method, await peer.request(method, params, { limitMs: LIMIT_MS })] as const));
    return Object.fromEntries(turns);
  },
});
