// oxlint-disable-next-line no-control-regex -- terminal codes are control characters
const TERMINAL_CODES = /(?:\u001b\[|\u009b|\^\[\[|\\u001b\[|\\x1b\[|\\e\[)[0-9;:?]{0,64}[ -/]{0,4}[@-~]/gu;
/** Colours whose escape character the clipboard or an issue form dropped. */
const BARE_COLOURS = /[\u241b\u2190\ufffd]?\[(?:\d{1,3}(?:;\d{1,3}){0,5}m|m(?!cp))/gu;
/** Blanks of web pages and word processors, and characters without width. The byte order mark stays: it is a finding. */
const WIDE_BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f]/gu;
const NO_WIDTH = /[\u00ad\u200b\u200e\u200f\u2060]/gu;
/** Frames and bullets that terminals, mails and issue threads put before a line. */
const FRAMES = /^(?:[ \t]*(?:>|│|┃|║|\||╰─▶|├─|└─?|╰─?|⎿|•|❯|→)[ \t]?){1,6}/u;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&#34;': '"',
  '&nbsp;': ' ',
  '&#96;': '`',
};
/** A backslash that stands for a line break, not the beginning of `\new` in a Windows path. */
const ESCAPED_BREAK = /\\r\\n|\\n(?![A-Za-z0-9_-]{2,40}[\\.])/u;
/** Line numbers of an editor or of `cat -n`. */
const GUTTER = /^[ \t]{0,6}\d{1,5}(?:\t| ?[│|] ?|[ ]{2})(?=\S)/u;
const PIECES_CAP = 400;

/** The line with blanks that are blanks; to be called before secrets are looked for, as such characters hide them. */
export function plainBlanks(text: string): string {
  return text.replace(WIDE_BLANKS, ' ').replace(NO_WIDTH, '');
}

/** The line with straight quotes; undefined when it has no typographic ones. */
export function straightQuotes(text: string): string | undefined {
  const straight = text.replace(/[“”„«»]/gu, '"').replace(/[‘’‚]/gu, "'");
  return straight === text ? undefined : straight;
}

/** The line without colours, mail and Markdown quoting, table frames and HTML entities. */
export function undoQuoting(text: string): string {
  const plain = text.includes('[') ? text.replace(TERMINAL_CODES, '').replace(BARE_COLOURS, '') : text;
  const open = plain.includes('&') ? plain.replace(/&(?:lt|gt|amp|quot|apos|nbsp|#39|#34|#96|#x27);/gu, (entity) => ENTITIES[entity] ?? entity) : plain;
  const inner = open.replace(GUTTER, '').replace(FRAMES, '');
  return (inner.endsWith('\r') ? inner.slice(0, -1) : inner).replace(/[ \t]{1,200}(?:│|┃|║)?$/u, '');
}

/** The lines inside a line whose line breaks were escaped (`\n` in JSON or a Python repr); empty when there are none. */
export function splitEscaped(text: string): readonly string[] {
  if (!text.includes('\\n') || !ESCAPED_BREAK.test(text)) return [];
  return text
    .split(/\\r\\n|\\n/u, PIECES_CAP)
    .map((piece) => unescapeText(piece).trim())
    .filter((piece) => piece !== '');
}

/** JSON's escapes undone: `\"` to `"`, `\\` to `\`, `\t` to a space, `\u003c` to `<`. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(["'\\/])|t)/gu, (_, code: string | undefined, char: string | undefined) =>
    code === undefined ? (char ?? ' ') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** True when quotes inside the line are escaped, as in a JSON string that was pasted as it stood in a file. */
export function hasEscapedQuotes(text: string): boolean {
  return text.includes('\\"') || text.includes('\\u00');
}
