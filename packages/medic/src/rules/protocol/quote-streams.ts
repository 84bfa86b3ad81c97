import type { EvidenceItem } from '../../model/index.ts';
import type { StreamFacts } from '../../model/verify/index.ts';
import { cut } from './quote-turn.ts';

/** How the process ended and what it said last on stderr. */
export function quoteEnd({ exit, stderr }: StreamFacts, what: string): EvidenceItem {
  const end = exit === undefined ? 'the process was running' : `the process ended with ${exit.signal ?? `code ${exit.code}`} after ${Math.round(exit.atMs)} ms`;
  return { what, where: 'stderr', quote: [end, ...stderr.slice(-6).map((line) => cut(line, 200))].join('\n') };
}
