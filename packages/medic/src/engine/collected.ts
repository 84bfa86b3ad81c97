import type { Collected, Evidence, EvidenceKind, EvidenceMap } from '../model/index.ts';

/** Wraps a collector's answer; its own failure becomes evidence that it could not look. */
export async function attempt<K extends EvidenceKind>(kind: K, work: Promise<EvidenceMap[K]> | EvidenceMap[K]): Promise<Collected<K>> {
  try {
    return ok(await work);
  } catch (error) {
    return { state: 'failed', reason: `${kind}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export function ok<K extends EvidenceKind>(value: EvidenceMap[K]): Collected<K> {
  return { state: 'ok', value };
}

/** What a collector saw, or undefined when it could not look or was not asked. */
export function valueOf<K extends EvidenceKind>(evidence: Evidence, kind: K): EvidenceMap[K] | undefined {
  const collected = evidence[kind];
  return collected?.state === 'ok' ? (collected.value as EvidenceMap[K]) : undefined;
}
