import { explainsCause } from '../diagnose/explains.ts';
import { layerOf } from '../diagnose/order.ts';
import type { CauseId, Confidence, Diagnosis, ExplainedCause, Finding, ServerResult } from '../model/index.ts';
import { baseOf, scoreInOrder } from './explain-rank.ts';

type Unscored = Omit<ExplainedCause, 'score'>;

/** Faults that files have right now lead: the same cause gets their lines and their fix. */
export function rankWithFiles(causes: readonly ExplainedCause[], faults: readonly (Finding & { readonly path: string })[]): readonly ExplainedCause[] {
  const found = faults.map((fault): Unscored => {
    const cause = fault.rule as CauseId;
    const [title = fault.message, ...why] = fault.message.split('. ');
    const told = causes.find((one) => one.cause === cause);
    return {
      cause,
      layer: layerOf(cause),
      confidence: told === undefined ? 'likely' : 'confirmed',
      title,
      why: why.join('. ') || fault.message,
      evidence: [...fault.evidence, ...(told?.evidence ?? [])],
      fixes: fault.fixes ?? told?.fixes ?? [],
      lines: told?.lines ?? causes[0]?.lines ?? [1, 1],
    };
  });
  return putFirst(found, causes);
}

/** What the doctor found leads, unless the text knows the reason for the very thing that the doctor only observed. */
export function rankWithServers(causes: readonly ExplainedCause[], servers: readonly ServerResult[]): readonly ExplainedCause[] {
  const found = servers.flatMap(({ name, diagnosis, alternatives = [] }) =>
    diagnosis === undefined ? [] : [diagnosis, ...alternatives].map((one) => joinText(one, causes, servers.length > 1 ? name : undefined)),
  );
  return putFirst(found, causes);
}

function joinText(diagnosis: Diagnosis, causes: readonly ExplainedCause[], server: string | undefined): Unscored {
  const [first] = causes;
  const lines = causes.find(({ cause }) => cause === diagnosis.cause)?.lines ?? first?.lines ?? [1, 1];
  const named = server === undefined ? {} : { server };
  const isReason = first !== undefined && first.confidence !== 'possible' && explainsCause(first.cause, diagnosis.cause);
  if (!isReason) return { ...diagnosis, lines, ...named };
  const { score: _, ...reason } = first;
  return {
    ...reason,
    ...named,
    evidence: [...first.evidence, ...diagnosis.evidence],
    explains: [...(first.explains ?? []), { cause: diagnosis.cause, message: diagnosis.title }],
  };
}

/** What only the text says stays behind, as a possibility. */
function putFirst(found: readonly Unscored[], causes: readonly ExplainedCause[]): readonly ExplainedCause[] {
  if (found.length === 0) return causes;
  const distinct = found.filter(({ cause }, index) => found.findIndex((one) => one.cause === cause) === index);
  const others = causes.filter(({ cause }) => !distinct.some((one) => one.cause === cause || explainsCause(one.cause, cause)));
  const behind = others.map((other): Unscored => ({ ...other, confidence: 'possible' satisfies Confidence }));
  const all = [...distinct, ...behind];
  const scores = scoreInOrder(all.map(({ confidence }, rank) => baseOf(confidence, rank)));
  return all.map((cause, index) => ({ ...cause, score: scores[index] ?? 0.01 }));
}
