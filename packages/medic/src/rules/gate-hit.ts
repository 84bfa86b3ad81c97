import type { EvidenceItem, FixDraft, Gate, Hit } from '../model/index.ts';
import { fitTitle, tell } from './words.ts';

/** What is said of an entry that its client passes over on purpose. */
export function draftGate(gate: Gate, title: string, fixes: readonly FixDraft[] = []): Hit {
  const { because, where, quote, todo } = gate;
  const evidence: EvidenceItem = { what: because.replace(/\.$/u, ''), ...(where === undefined ? {} : { where }), ...(quote === undefined ? {} : { quote }) };
  return {
    confidence: 'confirmed',
    title: fitTitle(title),
    why: `${because.replace(/\.$/u, '')}.`,
    evidence: [evidence],
    fixes: [...fixes, tell('open-gate', fitTitle(todo.replace(/\.$/u, '')), todo)],
  };
}
