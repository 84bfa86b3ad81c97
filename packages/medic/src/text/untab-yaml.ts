import { composeYaml } from './yaml-document.ts';
import type { Splice } from './splice.ts';

/** Columns a tab stands for, likeliest first. */
const WIDTHS = [4, 2, 8] as const;
const MOST_LINES = 500;

interface TabbedLine {
  readonly start: number;
  readonly indent: string;
  /** The last line before it that holds something. */
  readonly before: string | undefined;
}

/**
 * Spaces for the tabs that indent lines, one splice a line. Only when the text can then be read and the first such line comes to
 * stand beside the line before it, or below it where that one ends in a colon.
 */
export async function untabYaml(text: string): Promise<readonly Splice[] | undefined> {
  const lines = findTabbed(text);
  const [first] = lines;
  if (first === undefined || lines.length > MOST_LINES) return undefined;
  for (const width of WIDTHS) {
    const spaces = (indent: string): string => indent.replaceAll('\t', ' '.repeat(width));
    if (!stands(spaces(first.indent).length, first.before)) continue;
    const splices = lines.map(({ start, indent }): Splice => ({ span: { start, end: start + indent.length }, text: spaces(indent) }));
    const repaired = splices.reduceRight((whole, { span, text: filler }) => whole.slice(0, span.start) + filler + whole.slice(span.end), text);
    if ((await composeYaml(repaired)).errors.length === 0) return splices;
  }
  return undefined;
}

function findTabbed(text: string): readonly TabbedLine[] {
  const found: TabbedLine[] = [];
  let before: string | undefined;
  for (const match of text.matchAll(/^([ \t]*)(\S.*)$/gm)) {
    const [line, indent = '', rest = ''] = match;
    if (rest.startsWith('#')) continue;
    if (indent.includes('\t')) found.push({ start: match.index, indent, before });
    before = line;
  }
  return found;
}

function stands(column: number, before: string | undefined): boolean {
  const outer = /^( *)((?:- +)*)/.exec(before ?? '');
  const [whole = '', indent = ''] = outer ?? [];
  return /:\s*$/.test(before ?? '') ? column > indent.length : column === whole.length || column === indent.length;
}
