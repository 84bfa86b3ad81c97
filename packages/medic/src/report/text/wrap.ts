/** Columns a report line may take: readable on wide screens, whole on narrow ones. */
export function usableColumns(columns: number | undefined): number {
  return Math.max(40, Math.min(columns ?? 100, 110));
}

/**
 * Breaks text at spaces so that each line with its indent fits. Words are never cut: a path or a command that is longer
 * than the line stands on a line of its own, whole, so that it can be copied.
 */
export function wrap(text: string, columns: number, indent: string, firstIndent: string = indent): readonly string[] {
  return text.split('\n').flatMap((paragraph, index) => wrapParagraph(paragraph, columns, indent, index === 0 ? firstIndent : indent));
}

function wrapParagraph(text: string, columns: number, indent: string, firstIndent: string): readonly string[] {
  const lines: string[] = [];
  let line = firstIndent;
  let isFresh = true;
  for (const word of text.split(' ')) {
    if (!isFresh && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indent + word;
    } else {
      line += (isFresh ? '' : ' ') + word;
    }
    isFresh = false;
  }
  lines.push(line);
  return lines;
}
