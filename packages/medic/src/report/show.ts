import { safeText } from '../text/safe-text.ts';

/** Foreign text made safe for a terminal or a document, with the home folder as `~`. */
export function show(text: string, home: string): string {
  const safe = safeText(text);
  return home.length > 1 ? safe.replaceAll(home, '~') : safe;
}
