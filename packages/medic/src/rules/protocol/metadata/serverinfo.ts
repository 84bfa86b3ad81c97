import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.serverinfo',
  group: 'metadata',
  title: 'Names itself with name and version in the _meta of results',
  level: 'SHOULD',
  spec: '2026-07-28 basic/index#meta',
  why: 'Logs and error reports of clients name the server by it.',
  fix: 'Put io.modelcontextprotocol/serverInfo with a non-empty name and version into _meta of every result.',
  eras: ['modern'],
  needs: ['survey'],

  judge({ survey: { discover } }) {
    const result = discover?.answer?.result;
    if (discover === undefined || result === undefined) return notTested('server/discover got no result');
    const meta = result['_meta'];
    const info = isObject(meta) ? meta['io.modelcontextprotocol/serverInfo'] : undefined;
    const isNamed = isObject(info) && ['name', 'version'].every((member) => typeof info[member] === 'string' && info[member] !== '');
    return isNamed ? PASS : warn(quoteTurn(discover, isObject(info) ? 'name or version is missing or empty' : 'serverInfo is missing in _meta'));
  },
});
