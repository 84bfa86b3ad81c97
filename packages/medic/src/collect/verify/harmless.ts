import type { JsonObject } from '../../model/index.ts';
import type { Era } from '../../model/verify/index.ts';
import { isObject, own } from '../protocol/record.ts';

/** A request without side effects that this server answers with a result: a declared list, or the era's own question. */
export function harmlessMethod(era: Era, capabilities: JsonObject): string {
  for (const [capability, method] of [
    ['tools', 'tools/list'],
    ['prompts', 'prompts/list'],
    ['resources', 'resources/list'],
  ] as const) {
    if (isObject(own(capabilities, capability))) return method;
  }
  return era === 'modern' ? 'server/discover' : 'ping';
}

/** A request about a subject that does not exist, for rules about names in headers. Nothing is carried out by it. */
export function missingSubject(capabilities: JsonObject, name: string): { readonly method: string; readonly params: JsonObject } | undefined {
  if (isObject(own(capabilities, 'prompts'))) return { method: 'prompts/get', params: { name } };
  if (isObject(own(capabilities, 'tools'))) return { method: 'tools/call', params: { name, arguments: {} } };
  if (isObject(own(capabilities, 'resources'))) return { method: 'resources/read', params: { uri: `medic://${name}` } };
  return undefined;
}
