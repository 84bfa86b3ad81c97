import type { Json, JsonObject } from '../../../model/index.ts';
import type { ContentProbes } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { isBase64 } from './base64.ts';

const MAX_PROMPTS = 5;
const LIMIT_MS = 5_000;
const VALUE = 'example';

type Got = ContentProbes['prompts']['got'][number];

export const probe: AnyProbe = defineProbe({
  id: 'prompts',
  where: 'shared',
  async observe({ shared, observe }) {
    const prompts = (await observe('lists'))['prompts/list']?.items ?? [];
    const got: Got[] = [];
    for (const prompt of choosePrompts(prompts)) {
      const name = ownString(prompt, 'name') ?? '';
      const args = Object.fromEntries(requiredOf(prompt).map((argument) => [argument, VALUE]));
      const turn = await (await shared()).request('prompts/get', { name, arguments: args }, { limitMs: LIMIT_MS });
      got.push({ name, arguments: args, turn, brokenData: findBrokenData(turn.answer?.result) });
    }
    const strict = prompts.find((prompt) => requiredOf(prompt).length > 0);
    const [argument] = strict === undefined ? [] : requiredOf(strict);
    const name = strict === undefined ? undefined : ownString(strict, 'name');
    if (argument === undefined || name === undefined) return { got };
    const turn = await (await shared()).request('prompts/get', { name, arguments: {} }, { limitMs: LIMIT_MS });
    return { got, withoutRequired: { name, argument, turn } };
  },
});

/** First and last ones. */
function choosePrompts(prompts: readonly JsonObject[]): readonly JsonObject[] {
  const named = prompts.filter((prompt) => ownString(prompt, 'name') !== undefined);
  return named.length <= MAX_PROMPTS ? named : [...named.slice(0, MAX_PROMPTS - 2), ...named.slice(-2)];
}

function requiredOf(prompt: JsonObject): readonly string[] {
  const list = own(prompt, 'arguments');
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((one) => (isObject(one) && own(one, 'required') === true ? (ownString(one, 'name') ?? []) : []));
}

/** Positions of messages whose image or audio is no base64. */
function findBrokenData(result: JsonObject | undefined): readonly number[] {
  const messages = result === undefined ? undefined : own(result, 'messages');
  if (!Array.isArray(messages)) return [];
  return (messages as readonly Json[]).flatMap((message, index) => {
    const content = isObject(message) ? own(message, 'content') : undefined;
    const data = isObject(content) ? own(content, 'data') : undefined;
    return typeof data === 'string' && !isBase64(data) ? [index] : [];
  });
}
