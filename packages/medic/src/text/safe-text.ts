/**
 * Classes of characters that change what a terminal shows or hide text from the reader: C0 without tab and line feed,
 * DEL and C1, soft hyphen and other invisible format characters, bidi controls, zero-width characters, variation
 * selectors, interlinear and object markers, tags, and halves of surrogate pairs.
 */
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\u{d800}-\u{dfff}]/gu;

/** Foreign text for a terminal or report: dangerous and invisible characters become visible as `\u{1b}`. Tab and line feed stay. */
export function safeText(value: string): string {
  return value.replace(UNSAFE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** `safeText` for one line: line ends become ` ⏎ `, so that foreign text cannot start a line of ours. */
export function safeLine(value: string): string {
  return safeText(value.replaceAll('\r\n', '\n')).replaceAll('\n', ' ⏎ ');
}
