import type { DraftDiagnosis } from '../diagnose/draft.ts';
import type { Confidence, ExplainedCause } from '../model/index.ts';
import type { JudgedServer } from './explain-judge.ts';

export type RankedCause = Omit<ExplainedCause, 'fixes'> & Pick<DraftDiagnosis, 'drafts'>;

/** Measured share of right answers, by what a rule claims; the rank within the answer lowers it. */
const BASE: Readonly<Record<Confidence, number>> = { confirmed: 0.97, likely: 0.82, possible: 0.4 };
const CAUSES_CAP = 8;

/**
 * One list out of the lists of several servers: first the root cause of each, surest first, then what else stands. A cause
 * that several servers share is named once.
 */
export function rankServers(servers: readonly JudgedServer[]): readonly RankedCause[] {
  const several = servers.filter(({ causes }) => causes.length > 0).length > 1;
  const all = servers.flatMap(({ name, causes }) =>
    causes.map((cause, rank) => ({ cause, weight: baseOf(cause.confidence, rank), ...(several && name !== undefined ? { server: name } : {}) })),
  );
  const sorted = all.toSorted((a, b) => b.weight - a.weight);
  const seen = new Set<string>();
  const distinct = sorted.filter(({ cause }) => !seen.has(cause.cause) && seen.add(cause.cause) !== undefined).slice(0, CAUSES_CAP);
  const scores = scoreInOrder(distinct.map(({ weight }) => weight));
  return distinct.map((one, index) => {
    const { cause, weight: _, ...rest } = one;
    return { ...cause, ...rest, score: scores[index] ?? 0.01, lines: linesOf(cause) };
  });
}

export function baseOf(confidence: Confidence, rank: number): number {
  return BASE[confidence] / (1 + rank * 0.25);
}

/** Weights as scores that fall from each to the next. */
export function scoreInOrder(weights: readonly number[]): readonly number[] {
  let ceiling = 1;
  return weights.map((weight) => (ceiling = Math.round(Math.max(0.01, Math.min(weight, ceiling - 0.01)) * 100) / 100));
}

function linesOf({ evidence }: DraftDiagnosis): readonly [number, number] {
  const numbers = evidence.flatMap(({ where }) => {
    const line = /^line (\d{1,9})$/u.exec(where ?? '')?.[1];
    return line === undefined ? [] : [Number(line)];
  });
  return numbers.length === 0 ? [1, 1] : [Math.min(...numbers), Math.max(...numbers)];
}
