import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Longer data was cut by the collector and cannot be parsed here; its message was read whole. */
const CUT_CHARS = 4_000;
const LAST_WITH_BATCHES = '2025-03-26';

export const check: AnyCheck = defineCheck({
  id: 'ht.sse-parse',
  group: 'transport',
  title: 'Writes one JSON-RPC message per event, under the name "message" or none',
  level: 'MUST',
  spec: '2025-11-25 basic/transports#sending-messages-to-the-server',
  why: 'Clients listen for events named "message" and parse the data of each as one JSON text; everything else is lost without a word.',
  fix: 'Write each message as one event: "data: " and the JSON text in one line, then an empty line.',
  transports: ['http'],
  needs: ['event-streams'],

  judge({ 'event-streams': { posts, gets }, run }) {
    if (posts.length + gets.length === 0) return notApplicable('the server answered with JSON and opened no event stream');
    const isBatchFine = run.revision <= LAST_WITH_BATCHES;
    return against('fail', [...posts.flatMap((turn) => findFaults(turn, true, isBatchFine)), ...gets.flatMap((turn) => findFaults(turn, false, isBatchFine))]);
  },
});

function findFaults(turn: Turn, isAnswer: boolean, isBatchFine: boolean): readonly ReturnType<typeof quoteTurn>[] {
  const events = (turn.http?.events ?? []).filter(({ data }) => data.trim() !== '');
  const named = events.find(({ name }) => name !== 'message');
  const broken = events.find(({ data }) => data.length < CUT_CHARS && !isMessage(data, isBatchFine));
  const isEmpty = isAnswer && events.length === 0 && turn.http?.ended === true && turn.http.error === undefined;
  return [
    ...(named === undefined ? [] : [quoteTurn(turn, `an event is named "${named.name.slice(0, 40)}", which clients do not listen for`)]),
    ...(broken === undefined ? [] : [quoteTurn(turn, 'the data of an event is not one JSON-RPC message')]),
    ...(isEmpty ? [quoteTurn(turn, 'the event stream ended without an event that has data')] : []),
  ];
}

function isMessage(data: string, isBatchFine: boolean): boolean {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && (isBatchFine || !Array.isArray(value));
  } catch {
    return false;
  }
}
