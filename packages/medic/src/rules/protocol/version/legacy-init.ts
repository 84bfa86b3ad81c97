import type { EvidenceItem, JsonObject } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, fail, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Servers that serialise structs by their field names send `server_info`; clients refuse the whole connection then. */
export const check: AnyCheck = defineCheck({
  id: 'ver.legacy-init',
  group: 'version',
  title: 'Answers initialize with protocolVersion, capabilities and serverInfo',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#initialization',
  why: 'Clients on the official SDKs check the shape of this answer and give up when a member is missing or of another type.',
  fix: 'Send protocolVersion (text), capabilities (object) and serverInfo with name and version (texts) in the result of initialize.',
  eras: ['legacy'],
  withoutLogin: true,
  needs: ['survey'],

  judge({ survey: { initialize } }) {
    if (initialize === undefined) return notTested('initialize was not sent');
    const { answer } = initialize;
    if (answer === undefined) return notTested('initialize got no answer, see ver.era');
    if (answer.result === undefined) return fail(quoteTurn(initialize, 'initialize was not answered with a result'));
    return against(
      'fail',
      findFaults(answer.result).map((what): EvidenceItem => quoteTurn(initialize, what)),
    );
  },
});

function findFaults(result: JsonObject): readonly string[] {
  const { protocolVersion, capabilities, serverInfo } = result;
  return [
    ...(typeof protocolVersion === 'string' ? [] : ['protocolVersion is no text']),
    ...(isObject(capabilities) ? [] : ['capabilities is no object']),
    ...(isObject(serverInfo) ? [] : ['serverInfo is no object']),
    ...(isObject(serverInfo) && (typeof serverInfo['name'] !== 'string' || typeof serverInfo['version'] !== 'string')
      ? ['serverInfo lacks a name or version text']
      : []),
  ];
}
