/** A fence longer than any run of backticks inside, so that foreign text cannot end it. */
export function fence(text: string, language: string = 'text'): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}${language}\n${text}\n${marks}`;
}

/** A code span that foreign text cannot end. */
export function code(text: string): string {
  const marks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${text.replaceAll('\n', ' ')}${pad}${marks}`;
}

/** Foreign words in running text: nothing in them may become a link, an image, a mention (also by an entity) or markup. */
export function prose(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|!~&]/g, String.raw`\$&`).replaceAll('@', '@\u2060');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** Running text in a cell of a table. */
export function proseCell(text: string): string {
  return prose(text.replaceAll('\n', ' '));
}

/** A code span in a cell. A bar ends a cell even inside a code span, and a backslash before it would undo its escape. */
export function codeCell(text: string): string {
  return text.includes('|') ? proseCell(text) : code(text);
}
