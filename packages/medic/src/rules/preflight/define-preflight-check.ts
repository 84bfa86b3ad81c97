import type { AnyPreflightCheck, PreflightCheck, PreflightFactKind } from '../../model/index.ts';

/** Gives a check file its types; the facts are inferred from `needs`. */
export function definePreflightCheck<const K extends PreflightFactKind>(check: PreflightCheck<K>): AnyPreflightCheck {
  return check;
}
