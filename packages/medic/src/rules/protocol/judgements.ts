import type { EvidenceItem } from '../../model/index.ts';
import type { Judgement } from '../../model/verify/index.ts';

export const PASS: Judgement = { status: 'pass' };

export function passWith(...evidence: readonly EvidenceItem[]): Judgement {
  return { status: 'pass', evidence };
}

export function fail(first: EvidenceItem, ...more: readonly EvidenceItem[]): Judgement {
  return { status: 'fail', evidence: [first, ...more] };
}

export function warn(first: EvidenceItem, ...more: readonly EvidenceItem[]): Judgement {
  return { status: 'warn', evidence: [first, ...more] };
}

export function notApplicable(reason: string): Judgement {
  return { status: 'not-applicable', reason };
}

export function notTested(reason: string): Judgement {
  return { status: 'not-tested', reason };
}

/** `fail` or `warn` when any evidence speaks against the server, at most five items of it; otherwise `pass`. */
export function against(status: 'fail' | 'warn', evidence: readonly EvidenceItem[], fix?: string): Judgement {
  const [first, ...more] = evidence;
  if (first === undefined) return PASS;
  return { status, evidence: [first, ...more.slice(0, 4)], ...(fix === undefined ? {} : { fix }) };
}
