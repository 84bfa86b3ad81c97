import type { Document, ErrorCode, YAMLError } from 'yaml';
import type { ParsedConfig } from '../model/index.ts';
import { buildYamlTree } from './build-yaml-tree.ts';
import { createIssueList, splice } from './issue-list.ts';
import type { IssueList } from './issue-list.ts';
import { MAX_DEPTH, MAX_ISSUES, MAX_YAML_CHARS } from './limits.ts';
import { toPlain } from './plain-value.ts';
import { untabYaml } from './untab-yaml.ts';
import { composeYaml, findTooDeep } from './yaml-document.ts';

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'a tab indents this line; YAML takes only spaces',
  BAD_INDENT: 'this line is not indented like the lines it belongs to',
  BAD_ALIAS: 'this is not a usable alias',
  BAD_COLLECTION_TYPE: 'a list and a map are mixed here',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " stands on this line; a text that holds ": " must be in quotes',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line and be followed by a colon',
  MULTIPLE_DOCS: 'a second document starts here; the file holds only one',
  UNEXPECTED_TOKEN: 'this is not expected here; often a quote stands inside the text, or a line is indented wrongly',
  TAG_RESOLVE_FAILED: 'this file uses a tag (!…) that is not part of plain YAML',
  BAD_DQ_ESCAPE: "a backslash in a text in double quotes must be written twice: \\\\ (in single quotes '…' it may stand alone)",
  BAD_SCALAR_START: 'a text that starts with this character must be in quotes',
};

/** Reads YAML 1.2 (core schema, no merge keys, no custom tags). */
export async function parseYaml(text: string): Promise<ParsedConfig> {
  const list = createIssueList(text);
  const empty = { format: 'yaml', text, root: undefined, value: undefined, issues: list.issues } as const;
  if (text.length > MAX_YAML_CHARS) {
    list.add('too-large', `the file is larger than ${MAX_YAML_CHARS / 1024} KiB`, 0, 0);
    return empty;
  }
  const deep = findTooDeep(text);
  if (deep !== -1) {
    list.add('too-deep', `the file is nested more than ${MAX_DEPTH} deep here`, deep, deep);
    return empty;
  }
  const yaml = await import('yaml');
  const document = await composeYaml(text);
  if (!(await addTabs(list, text, document))) addErrors(list, text, document);
  const root = buildYamlTree(yaml, document.contents, list);
  const refused = root === undefined && list.issues.some((issue) => issue.kind.startsWith('too-'));
  return { ...empty, root, value: root === undefined ? (refused ? undefined : null) : toPlain(root) };
}

/** All lines with tabs at once: each error behind the first follows from them. False when other faults are there, or no repair is. */
async function addTabs(list: IssueList, text: string, { errors }: Document.Parsed): Promise<boolean> {
  if (!errors.some(({ code }) => code === 'TAB_AS_INDENT')) return false;
  const repairs = await untabYaml(text);
  if (repairs === undefined || repairs.length > MAX_ISSUES) return false;
  for (const repair of repairs) list.add('syntax', SENTENCES.TAB_AS_INDENT ?? '', repair.span.start, repair.span.end, repair);
  return true;
}

function addErrors(list: IssueList, text: string, document: Document.Parsed): void {
  const problems: YAMLError[] = [...document.errors, ...document.warnings];
  const seen = new Set<number>();
  for (const { code, pos, message } of problems.slice(0, MAX_ISSUES).toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const [start, end] = pos;
    if (code === 'BAD_DQ_ESCAPE') {
      const open = text.lastIndexOf('"', start);
      if (!seen.has(open)) addEscape(list, text, open, start);
      seen.add(open);
      continue;
    }
    // Later errors of the same line follow from the first.
    const line = -list.lineOf(start);
    if (seen.has(line)) continue;
    seen.add(line);
    list.add('syntax', SENTENCES[code] ?? message, start, Math.min(end, text.length));
  }
}

function addEscape(list: IssueList, text: string, open: number, at: number): void {
  const string = /^"((?:[^"\\\r\n]|\\[^\r\n])*)"/.exec(text.slice(open, open + 4096));
  const raw = string?.[1];
  const isPath = raw !== undefined && /(?:^|[^A-Za-z])[A-Za-z]:\\|^\\\\|^%/.test(raw);
  const repair =
    raw !== undefined && isPath
      ? splice(
          open + 1,
          open + 1 + raw.length,
          raw.replaceAll(/\\\\|\\"|\\/g, (whole) => (whole === '\\' ? '\\\\' : whole)),
        )
      : undefined;
  list.add('unescaped-backslash', SENTENCES.BAD_DQ_ESCAPE ?? '', at, at + 1, repair);
}
