import type { RunFacts } from '../../model/verify/index.ts';
import { isObject } from './is-object.ts';

/** True when the server declares the capability in the era that is judged. */
export function declares({ capabilities }: RunFacts, name: string): boolean {
  return Object.hasOwn(capabilities, name) && isObject(capabilities[name]);
}

/** True when it declares the capability with this flag: `resources`, `subscribe`. */
export function declaresFlag({ capabilities }: RunFacts, name: string, flag: string): boolean {
  const capability = Object.hasOwn(capabilities, name) ? capabilities[name] : undefined;
  return isObject(capability) && capability[flag] === true;
}
