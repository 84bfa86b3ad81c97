/** The line, from 1, on which a text or pattern first stands; 1 when it does not. */
export function lineOfText(text: string, wanted: string | RegExp): number {
  const at = typeof wanted === 'string' ? text.indexOf(wanted) : text.search(wanted);
  if (at <= 0) return 1;
  // A pattern that begins with white space may start on the lines before.
  const lead = typeof wanted === 'string' ? 0 : (/^\s*/.exec(text.slice(at, at + 200))?.[0].lastIndexOf('\n') ?? -1) + 1;
  return text.slice(0, at + lead).split('\n').length;
}
