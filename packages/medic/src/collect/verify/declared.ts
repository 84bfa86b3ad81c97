import type { JsonObject } from '../../model/index.ts';
import { isObject, own } from '../protocol/record.ts';

/** True when the server declares the capability. */
export function isDeclared(capabilities: JsonObject, name: string): boolean {
  return isObject(own(capabilities, name));
}

/** True when the server declares the capability with this flag: `resources`, `subscribe`. */
export function isFlagged(capabilities: JsonObject, name: string, flag: string): boolean {
  const capability = own(capabilities, name);
  return isObject(capability) && own(capability, flag) === true;
}
