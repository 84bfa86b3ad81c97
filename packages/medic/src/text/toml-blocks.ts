import type { ConfigPath, Json } from '../model/index.ts';
import type { EditWays } from './atomic-edit.ts';
import { oneWay, showPath } from './atomic-edit.ts';
import { splice } from './issue-list.ts';
import { endOfLine, lineEndOf, startOfLine, startOfNextLine } from './locate.ts';
import { renderTomlKey, renderTomlTable } from './render-toml.ts';
import type { TomlStatement } from './scan-toml.ts';
import type { Splice } from './splice.ts';

export function startsWithPath(path: ConfigPath, prefix: ConfigPath): boolean {
  return path.length >= prefix.length && prefix.every((step, index) => path[index] === step);
}

/** A new `[table]` block behind everything that belongs to its parent, set off by blank lines. */
export function insertTable(
  text: string,
  statements: readonly TomlStatement[],
  parent: ConfigPath,
  key: string,
  value: Readonly<Record<string, Json>>,
  eol: string,
): Splice[] | undefined {
  const names = [...parent, key].filter((step) => typeof step === 'string');
  const block = renderTomlTable(names, value, eol);
  if (block === undefined) return undefined;
  let last = statements.findLastIndex(({ at }) => startsWithPath(at, parent));
  // A header cannot stand between a table's name and its pairs: go behind the section the last statement is in.
  while (statements[last + 1]?.kind === 'pair') last += 1;
  const before = statements[last];
  if (before === undefined) {
    const kept = text.trimEnd();
    const gap = text.trim() === '' ? '' : eol + eol;
    return [splice(kept.length, text.length, `${gap}${block}${text === '' || text.endsWith('\n') ? eol : ''}`)];
  }
  const end = endOfLine(text, before.end);
  const rest = text.slice(end);
  const blankAfter = rest.trim() === '' || /^\r?\n[ \t]*\r?\n/.test(rest.slice(0, 2000));
  return [splice(end, end, eol + eol + block + (blankAfter ? '' : eol))];
}

/** Takes out every line that defines the path or something below it, with the blank lines after each block. */
export function removeStatements(text: string, statements: readonly TomlStatement[], at: ConfigPath): EditWays {
  const isGone = (statement: TomlStatement): boolean => startsWithPath(statement.at, at);
  const parent = at.slice(0, -1);
  const runs: { first: TomlStatement; last: TomlStatement; next: TomlStatement | undefined }[] = [];
  statements.forEach((statement, index) => {
    if (!isGone(statement)) return;
    const before = statements[index - 1];
    const run = runs.at(-1);
    if (run !== undefined && before !== undefined && isGone(before)) Object.assign(run, { last: statement, next: statements[index + 1] });
    else runs.push({ first: statement, last: statement, next: statements[index + 1] });
  });
  const splices = runs.map((run) => removeRun(text, run.first, run.last));
  const keepsParent = parent.length === 0 || statements.some((statement) => !isGone(statement) && startsWithPath(statement.at, parent));
  const [first] = splices;
  if (keepsParent || first === undefined) return oneWay(splices);
  // The parent lived only through this table; an empty header keeps it.
  if (parent.some((step) => typeof step === 'number') || runs[0]?.first.kind === 'pair') return { reason: `${showPath(parent)} would be gone with it` };
  const header = `[${parent.map((step) => renderTomlKey(String(step))).join('.')}]`;
  const eol = lineEndOf(text);
  const { start, end } = first.span;
  const before = start > 0 && text[start - 1] !== '\n' ? eol : '';
  const after = end < text.length ? eol + eol : text.endsWith('\n') ? eol : '';
  return oneWay([splice(start, end, before + header + after), ...splices.slice(1)]);
}

/** One block: its lines, and for a table the blank lines that set it off (after it, or before it at the end of the file). */
function removeRun(text: string, first: TomlStatement, last: TomlStatement): Splice {
  let start = startOfLine(text, first.start);
  let end = startOfNextLine(text, last.end);
  if (first.kind !== 'pair') {
    while (end < text.length && text.slice(end, endOfLine(text, end)).trim() === '') end = startOfNextLine(text, end);
    if (end >= text.length) while (start > 0 && text.slice(startOfLine(text, start - 1), start).trim() === '') start = startOfLine(text, start - 1);
  }
  if (end >= text.length && !text.endsWith('\n') && start > 0) start = endOfLine(text, startOfLine(text, start - 1));
  return splice(start, end, '');
}
