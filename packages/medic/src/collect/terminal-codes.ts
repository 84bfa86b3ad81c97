// oxlint-disable-next-line no-control-regex -- terminal codes are control characters
const TERMINAL_CODES = /(?:\u001b\[|\u009b)[0-9;:?]{0,64}[ -/]{0,4}[@-~]/g;

/** The text without colours and cursor movements. */
export function withoutTerminalCodes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(TERMINAL_CODES, '') : text;
}
