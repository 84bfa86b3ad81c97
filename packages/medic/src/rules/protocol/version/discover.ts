import type { EvidenceItem, JsonObject } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, fail, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.discover',
  group: 'version',
  title: 'Answers server/discover with its revisions and capabilities',
  level: 'MUST',
  spec: '2026-07-28 server/discover',
  why: 'Clients choose the revision from this answer; without it they take the server for an old one.',
  fix: 'Send supportedVersions (list of texts, with 2026-07-28) and capabilities (object) in the result of server/discover.',
  eras: ['modern'],
  needs: ['survey'],

  judge({ survey: { discover } }) {
    if (discover === undefined) return notTested('server/discover was not sent');
    const { answer } = discover;
    if (answer?.result === undefined) return fail(quoteTurn(discover, 'server/discover got no result'));
    return against(
      'fail',
      findFaults(answer.result).map((what): EvidenceItem => quoteTurn(discover, what)),
    );
  },
});

function findFaults({ supportedVersions, capabilities }: JsonObject): readonly string[] {
  const versions: readonly unknown[] = Array.isArray(supportedVersions) ? supportedVersions : [];
  const listFault = Array.isArray(supportedVersions) ? [] : ['supportedVersions is no list'];
  const textFault = versions.every((one) => typeof one === 'string' && one !== '') ? [] : ['supportedVersions holds something that is no text'];
  const own = Array.isArray(supportedVersions) && !versions.includes('2026-07-28') ? ['supportedVersions does not name 2026-07-28'] : [];
  return [...listFault, ...textFault, ...own, ...(isObject(capabilities) ? [] : ['capabilities is no object'])];
}
