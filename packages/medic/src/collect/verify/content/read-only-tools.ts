import type { JsonObject } from '../../../model/index.ts';
import type { ListFacts } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';

/** Listed tools that say they only read, and do not say they destroy. */
export function readOnlyTools(lists: ListFacts): readonly { readonly name: string; readonly tool: JsonObject }[] {
  return (lists['tools/list']?.items ?? []).flatMap((tool) => {
    const name = ownString(tool, 'name');
    const annotations = own(tool, 'annotations');
    const isSafe = isObject(annotations) && own(annotations, 'readOnlyHint') === true && own(annotations, 'destructiveHint') !== true;
    return name !== undefined && name !== '' && isSafe ? [{ name, tool }] : [];
  });
}
