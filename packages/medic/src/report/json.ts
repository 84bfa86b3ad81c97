import { safeJson } from '../text/safe-text.ts';

/** A result or report as one JSON document. Control characters are escaped, so that it is safe to print. */
export function renderJson(result: { readonly schema: string }): string {
  // JSON.stringify leaves DEL, C1, bidi controls and invisible tags as they are; a terminal would obey the one and hide the other.
  return `${safeJson(JSON.stringify(result, undefined, 2))}\n`;
}
