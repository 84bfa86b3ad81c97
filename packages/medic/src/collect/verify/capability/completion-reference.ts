import type { JsonObject } from '../../../model/index.ts';
import type { ListFacts } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';

/** `params` that complete the first thing that can be: an argument of a listed prompt, else a variable of a listed template. */
export function findReference(lists: ListFacts): JsonObject | undefined {
  for (const prompt of lists['prompts/list']?.items ?? []) {
    const name = ownString(prompt, 'name');
    const list = own(prompt, 'arguments');
    const [first] = Array.isArray(list) ? (list as readonly unknown[]) : [];
    const argument = isObject(first) ? ownString(first, 'name') : undefined;
    if (name !== undefined && argument !== undefined) return { ref: { type: 'ref/prompt', name }, argument: { name: argument, value: '' } };
  }
  for (const template of lists['resources/templates/list']?.items ?? []) {
    const uri = ownString(template, 'uriTemplate');
    const variable = uri === undefined ? undefined : /\{[+#./;?&]?(\w{1,100})/.exec(uri)?.[1];
    if (uri !== undefined && variable !== undefined) return { ref: { type: 'ref/resource', uri }, argument: { name: variable, value: '' } };
  }
  return undefined;
}
