import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ListReading } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'cap.declared-works',
  group: 'capability',
  title: 'Answers the list of every capability it declares',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#capability-negotiation',
  why: 'Clients ask for every declared list while connecting; an error there costs the tools, and in some clients the connection.',
  fix: 'Answer the list with a result, an empty one if need be, or do not declare the capability.',
  needs: ['lists'],

  judge({ lists }) {
    const readings = Object.entries(lists).filter((entry): entry is [string, ListReading] => entry[1] !== undefined);
    if (readings.length === 0) return notApplicable('the server declares no lists');
    return against(
      'fail',
      readings.flatMap(([method, reading]) => findFault(method, reading)),
    );
  },
});

/** Whether the lists end, and what stands in them, are matters of their own. */
function findFault(method: string, { pages, stopped }: ListReading): readonly EvidenceItem[] {
  const last = pages.at(-1);
  if (last === undefined || stopped === undefined || /^(?:the same cursor|\d+ pages)/.test(stopped)) return [];
  // Resources without templates are common; clients take -32601 for "none".
  if (method === 'resources/templates/list' && last.answer?.error?.code === -32_601) return [];
  return [quoteTurn(last, `${method} is declared and brought ${stopped}`)];
}
