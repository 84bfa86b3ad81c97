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
export function missingSubject(capabilities: JsonObject, name: string): Subject | undefined {
  return missingSubjects(capabilities, name)[0];
}

/** One such request for each kind of thing that the server declares. */
export function missingSubjects(capabilities: JsonObject, name: string): readonly Subject[] {
  return [
    ...(isObject(own(capabilities, 'prompts')) ? [{ method: 'prompts/get', params: { name } }] : []),
    ...(isObject(own(capabilities, 'tools')) ? [{ method: 'tools/call', params: { name, arguments: {} } }] : []),
    ...(isObject(own(capabilities, 'resources')) ? [{ method: 'resources/read', params: { uri: `medic://${name}` } }] : []),
  ];
}

interface Subject {
  readonly method: string;
  readonly params: JsonObject;
}
