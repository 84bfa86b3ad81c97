import type { AnyRule, ConfigFileFacts, FixDraft, Hit, SyntaxIssue } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isAboutFile, nameFile } from '../file-words.ts';
import { fitTitle, tell } from '../words.ts';

const MAX_SHOWN = 3;
/** Repairs that take nothing away which a person wrote. */
const HARMLESS: ReadonlySet<SyntaxIssue['kind']> = new Set(['trailing-comma', 'missing-comma', 'single-quotes', 'smart-quotes', 'unescaped-backslash']);

/** The text of the file is not in its format, so that the client takes nothing from it. */
export const rule: AnyRule = defineRule({
  id: 'config-syntax',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-syntax',
  needs: ['client', 'file'],
  uses: ['entry'],

  judge({ client, file, entry }) {
    if (!isAboutFile(entry)) return [];
    const { issues, refusedFor } = file;
    const refused = issues.filter((_, index) => refusedFor.includes(index));
    const [first] = refused;
    return [...(first === undefined ? [] : [draftRefusal(client, file, first, refused)]), ...(entry === undefined ? draftDuplicates(file) : [])];
  },
});

function draftRefusal(
  { name, reload }: { readonly name: string; readonly reload: string },
  file: ConfigFileFacts,
  first: SyntaxIssue,
  refused: readonly SyntaxIssue[],
): Hit {
  const { line, column } = first.at;
  const isEmpty = first.kind === 'empty';
  return {
    confidence: 'confirmed',
    // A file that holds nothing yet loses nothing.
    ...(isEmpty ? { severity: 'risk' as const } : {}),
    title: fitTitle(`${name} cannot read ${nameFile(file.path)}: fault in line ${line}`),
    why: `In ${file.path}, line ${line}, column ${column}: ${first.message}; ${name} refuses the file for it, with every server in it.`,
    evidence: refused.slice(0, MAX_SHOWN).map((issue) => ({
      what: issue.message,
      where: `${file.path}:${issue.at.line}:${issue.at.column}`,
      quote: file.issueLines[file.issues.indexOf(issue)] ?? '',
    })),
    fixes: [draftRepair(file, refused, reload)],
  };
}

function draftRepair(file: ConfigFileFacts, refused: readonly SyntaxIssue[], reload: string): FixDraft {
  const edits = refused.flatMap(({ repair }) => (repair === undefined ? [] : [{ op: 'replace-text' as const, ...repair }]));
  const then = { do: 'tell' as const, text: `Then: ${reload}.` };
  if (edits.length === refused.length) {
    return {
      id: 'repair-syntax',
      title: edits.length === 1 ? `Repair line ${refused[0]?.at.line ?? 1}` : `Repair ${edits.length} places`,
      safety: refused.every(({ kind }) => HARMLESS.has(kind)) ? 'safe' : 'review',
      steps: [{ do: 'edit', file: file.path, edits }, then],
    };
  }
  const places = refused
    .slice(0, MAX_SHOWN)
    .map(({ at, message }) => `line ${at.line}, column ${at.column}: ${message}`)
    .join('; ');
  return tell(
    'repair-syntax',
    'Repair the file by hand',
    `In ${file.path}: ${places}. A second object that was pasted belongs inside the first one. Then: ${reload}.`,
  );
}

/** JSON readers keep the last of two equal keys without a word: what stands under the first is lost. */
function draftDuplicates(file: ConfigFileFacts): readonly Hit[] {
  const twice = file.issues.filter(({ kind }, index) => kind === 'duplicate-key' && !file.refusedFor.includes(index));
  return twice.slice(0, MAX_SHOWN).map((issue): Hit => ({
    confidence: 'confirmed',
    severity: 'risk',
    title: fitTitle(`A key stands twice in ${nameFile(file.path)}, line ${issue.at.line}`),
    why: `In ${file.path}: ${issue.message}.`,
    evidence: [{ what: 'the second one', where: `${file.path}:${issue.at.line}:${issue.at.column}`, quote: file.issueLines[file.issues.indexOf(issue)] ?? '' }],
    fixes: [tell('keep-one-key', 'Keep one of the two', `Remove or rename one of the two in ${file.path}; the last one counts at present.`)],
  }));
}
