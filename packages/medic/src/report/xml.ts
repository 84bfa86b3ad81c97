import { safeText } from '../text/safe-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Foreign text for XML or HTML, in content and in quoted attributes: nothing in it is markup, no character is forbidden. */
export function escapeMarkup(text: string): string {
  return safeText(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** `name="value"` with a space before it. Line ends and tabs survive an XML parser's normalisation. */
export function attribute(name: string, value: string | number): string {
  return ` ${name}="${escapeMarkup(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}
