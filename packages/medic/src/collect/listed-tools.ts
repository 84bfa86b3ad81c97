import type { ListedTool } from '../model/index.ts';
import { type ForeignObject, isObject, own, ownString } from './protocol/record.ts';

const PARAMETERS_CAP = 500;

/** One item of a `tools/list` answer; `undefined` when it has no name. Never throws, whatever a server sent. */
export function readListedTool(raw: unknown): ListedTool | undefined {
  const name = isObject(raw) ? ownString(raw, 'name') : undefined;
  if (!isObject(raw) || name === undefined || name === '') return undefined;
  const annotations = own(raw, 'annotations');
  const schema = own(raw, 'inputSchema');
  const properties = isObject(schema) ? own(schema, 'properties') : undefined;
  return {
    name,
    description: ownString(raw, 'description') ?? '',
    parameters: isObject(properties) ? Object.keys(properties).slice(0, PARAMETERS_CAP) : [],
    annotations: isObject(annotations) ? readHints(annotations) : {},
  };
}

function readHints(annotations: ForeignObject): ListedTool['annotations'] {
  const hint = (key: string): boolean | undefined => {
    const value = own(annotations, key);
    return typeof value === 'boolean' ? value : undefined;
  };
  const [readOnly, destructive, openWorld] = [hint('readOnlyHint'), hint('destructiveHint'), hint('openWorldHint')];
  return {
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(destructive === undefined ? {} : { destructive }),
    ...(openWorld === undefined ? {} : { openWorld }),
  };
}
