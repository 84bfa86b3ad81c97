import type { Diagnosis, Fix, ServerResult } from '../model/index.ts';
import type { OfferedFix } from '../treat/render-fix.ts';

/** What trying one fix out showed. `detail` is for people: what was measured, or why it was not tried. */
export interface Proof {
  readonly proof: Fix['proof'];
  readonly detail: string;
}

/** What is wrong before any fix. */
export interface Ailment {
  readonly verdict: ServerResult['verdict'];
  readonly layer?: Diagnosis['layer'];
  readonly cause?: Diagnosis['cause'];
  /** Headline of the diagnosis. */
  readonly title?: string;
}

/** Trials cost a start of the server each; rules put the best fix first. */
const MOST_TRIALS = 3;

/**
 * Tries fixes out one after the other until a safe one is proven, and brings them into order: proven first. Refuted ones are
 * dropped, unless nothing else is left; then they stay as advice for a person.
 */
export async function proveOffers(offers: readonly OfferedFix[], tryOut: (offer: OfferedFix) => Promise<Proof>): Promise<readonly OfferedFix[]> {
  const judged: OfferedFix[] = [];
  let left = MOST_TRIALS;
  let isSettled = false;
  for (const offer of offers) {
    if (!isTryable(offer)) {
      judged.push(offer);
      continue;
    }
    const skipped: string | undefined = isSettled ? 'another fix was proven before it' : left === 0 ? `${MOST_TRIALS} others were tried before it` : undefined;
    if (skipped !== undefined) {
      judged.push(withProof(offer, { proof: 'not-tried', detail: skipped }));
      continue;
    }
    left -= 1;
    const proof = await tryOut(offer);
    isSettled = proof.proof === 'proven' && offer.fix.safety === 'safe';
    judged.push(withProof(offer, proof));
  }
  return putInOrder(judged);
}

/** Marks every fix that could be tried with the reason why none was. */
export function leaveUntried(offers: readonly OfferedFix[], reason: string): readonly OfferedFix[] {
  return offers.map((offer) => (isTryable(offer) ? withProof(offer, { proof: 'not-tried', detail: reason }) : offer));
}

/** Only edits that need no hand can be tried in memory. */
function isTryable({ draft, fix }: OfferedFix): boolean {
  return fix.safety !== 'manual' && draft.steps.some((step) => step.do === 'edit');
}

/** What was typed on the command line can be tried, but there is no file to write it into. */
export function isWritable(offer: OfferedFix): boolean {
  return isTryable(offer) && offer.fix.steps.some((step) => step.do === 'edit');
}

function withProof(offer: OfferedFix, { proof, detail }: Proof): OfferedFix {
  return { ...offer, fix: { ...offer.fix, proof, proofDetail: detail } };
}

function putInOrder(offers: readonly OfferedFix[]): readonly OfferedFix[] {
  const standing = [...offers.filter(({ fix }) => fix.proof === 'proven'), ...offers.filter(({ fix }) => fix.proof === 'not-tried')];
  return standing.length > 0 ? standing : offers.map((offer) => ({ ...offer, fix: { ...offer.fix, safety: 'manual' } }));
}
