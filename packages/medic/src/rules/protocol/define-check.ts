import type { AnyCheck, Check, ProbeId } from '../../model/verify/index.ts';

/** Gives a check file its types; the observations are inferred from `needs`. */
export function defineCheck<const N extends ProbeId>(check: Check<N>): AnyCheck {
  return check;
}
