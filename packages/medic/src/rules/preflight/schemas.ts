import type { AnyPreflightCheck, Json, ToolListFacts } from '../../model/index.ts';
import type { Judgement } from '../../model/verify/index.ts';
import { against, notApplicable, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';
import { findUntyped, type UntypedPlace } from './untyped.ts';

export const SCHEMA_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.schemas-typed',
    item: 'schemas',
    title: 'Every tool says what its input is: no tool that takes just anything',
    why: 'A model fills in what a schema asks for; without one it guesses, and the server has nothing to refuse.',
    fix: 'List the parameters under "properties", each with a type; for a tool without parameters add "additionalProperties": false.',
    needs: 'schemas',
    judge: (facts) => judgeTools(facts, 'fail', ({ pointer }) => pointer === ''),
  }),
  definePreflightCheck({
    id: 'pre.schemas-parameters',
    item: 'schemas',
    title: 'Every parameter has a type',
    why: 'A parameter that takes anything is checked by nobody before the tool runs.',
    fix: 'Give the parameter a type, and objects and arrays the types of what is in them.',
    needs: 'schemas',
    judge: (facts) => judgeTools(facts, 'warn', ({ pointer }) => pointer !== ''),
  }),
];

function judgeTools({ tools, absent }: ToolListFacts, status: 'fail' | 'warn', wanted: (place: UntypedPlace) => boolean): Judgement {
  if (absent !== undefined) return notTested(absent);
  if (tools.length === 0) return notApplicable('the server lists no tools');
  const places = tools.flatMap((tool) =>
    findUntyped(tool['inputSchema'])
      .filter(wanted)
      .map((place) => ({ ...place, tool: nameOf(tool['name']) })),
  );
  if (places.length === 0) return passWith({ what: `the input schemas of ${tools.length} tools` });
  const more = places.length > 5 ? ` (one of ${places.length} such places)` : '';
  return against(
    status,
    places.map(({ tool, pointer, why, quote }) => ({ what: `tool ${tool}: ${why}${more}`, where: `inputSchema${pointer}`, quote })),
  );
}

function nameOf(name: Json | undefined): string {
  return typeof name === 'string' ? name : '(without a name)';
}
