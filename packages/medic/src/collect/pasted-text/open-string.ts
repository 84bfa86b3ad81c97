import type { PastedLine } from './pasted-line.ts';

/** The lines inside a text that was copied as one JSON string, as it stands in a file or an answer of an API, counted there; else the lines themselves. */
export function openString(lines: readonly PastedLine[]): readonly PastedLine[] {
  const [only, ...others] = lines.filter(({ text }) => text.trim() !== '');
  const text = only?.text.trim() ?? '';
  if (only === undefined || others.length > 0 || !/^".*\\n.*"$/u.test(text)) return lines;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === 'string' ? inner.split(/\r?\n/u).map((line, index) => ({ number: index + 1, text: line })) : lines;
  } catch {
    return lines;
  }
}
