/**
 * Characters that change what a terminal shows or hide text from the reader: controls (C0, DEL, C1), everything Unicode
 * calls ignorable (bidi controls, zero width, fillers, variation selectors, tags), line and paragraph separators,
 * interlinear marks, non-characters and halves of surrogate pairs.
 */
const UNSAFE = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffc\ufffe\uffff]/gu;

/** Foreign text for a terminal or report: dangerous and invisible characters become visible as `\u{1b}`. Tab and line feed stay. */
export function safeText(value: string): string {
  return value.replace(UNSAFE, (char) => (char === '\t' || char === '\n' ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`));
}

/** `safeText` for one line: line ends become ` ⏎ `, so that foreign text cannot start a line of ours. */
export function safeLine(value: string): string {
  return safeText(value.replaceAll('\r\n', '\n')).replaceAll('\n', ' ⏎ ');
}

/** JSON text in which every character a terminal would obey or hide is written as `\uXXXX`; its meaning stays. */
export function safeJson(json: string): string {
  return json.replace(UNSAFE, (char) =>
    char === '\n' ? char : Array.from({ length: char.length }, (_, index) => escapeUnit(char.charCodeAt(index))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Shell quoting for display; only words that need it. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
