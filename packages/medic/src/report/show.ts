import { safeLine, safeText } from '../text/safe-text.ts';

/** Foreign text made safe for a terminal or a document, with the home folder as `~`. */
export function show(text: string, home: string): string {
  return shortenHome(safeText(text), home);
}

/** `show` for one line: foreign line ends become visible marks. */
export function showLine(text: string, home: string): string {
  return shortenHome(safeLine(text), home);
}

/** Cuts a long quote and says how much is missing. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Half a surrogate pair would be shown as an escape.
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? '') ? limit - 1 : limit;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

/** The home folder as `~`, for writers that make the text safe themselves. */
export function shortenHome(text: string, home: string): string {
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}
