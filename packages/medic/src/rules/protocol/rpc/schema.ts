import type { EvidenceItem, Json, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { describedTurns } from '../described-turns.ts';
import { isObject } from '../is-object.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

type Kind = 'text' | 'object' | 'list' | 'flag';

/** Members whose type the schema of every revision fixes where they stand. What a handshake must have is ver.legacy-init and ver.discover. */
const MEMBERS: Readonly<Record<string, Kind>> = { instructions: 'text', nextCursor: 'text', _meta: 'object' };
const SERVER_INFO: Readonly<Record<string, Kind>> = { title: 'text', websiteUrl: 'text', description: 'text', icons: 'list' };

export const check: AnyCheck = defineCheck({
  id: 'rpc.schema',
  group: 'rpc',
  title: 'Sends optional members of results with the types of the schema',
  level: 'MUST',
  spec: '2025-11-25 schema',
  why: 'Clients on the official SDKs validate whole results and refuse them for one member of a wrong type.',
  fix: 'Send the named member with the type of the schema, or leave it out.',
  needs: ['survey', 'lists'],

  judge({ survey, lists, run }) {
    const turns = describedTurns(survey, lists, run);
    return against('fail', turns.flatMap(findWrongMembers));
  },
});

function findWrongMembers(turn: Turn): readonly EvidenceItem[] {
  const result = turn.answer?.result;
  if (result === undefined) return [];
  const { capabilities, serverInfo } = result;
  const wrong = [
    ...wrongIn(result, MEMBERS, ''),
    ...(isObject(serverInfo) ? wrongIn(serverInfo, SERVER_INFO, 'serverInfo.') : []),
    ...(isObject(capabilities) ? wrongCapabilities(capabilities) : []),
  ];
  return wrong.map((what) => quoteTurn(turn, what));
}

function wrongIn(holder: JsonObject, kinds: Readonly<Record<string, Kind>>, prefix: string): readonly string[] {
  return Object.entries(kinds)
    .filter(([name, kind]) => holder[name] !== undefined && !isKind(holder[name], kind))
    .map(([name, kind]) => `${prefix}${name} is no ${kind}`);
}

function wrongCapabilities(capabilities: JsonObject): readonly string[] {
  return Object.entries(capabilities).flatMap(([name, value]) => {
    if (!isObject(value)) return [`capabilities.${name} is no object`];
    const extensions = name === 'extensions' || name === 'experimental' ? Object.keys(value).filter((key) => !isObject(value[key])) : [];
    return [
      ...wrongIn(value, { listChanged: 'flag', subscribe: 'flag' }, `capabilities.${name}.`),
      ...extensions.map((key) => `capabilities.${name}["${key.slice(0, 60)}"] is no object`),
    ];
  });
}

function isKind(value: Json, kind: Kind): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'flag') return typeof value === 'boolean';
  return kind === 'list' ? Array.isArray(value) : isObject(value);
}
